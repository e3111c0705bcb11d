// The words of the API as a person reads them.

import { element, spaced } from "./element.js";

// What the API's own word would leave a reader guessing at.
const SPOKEN = {
  FETCHED: "Link fetched",
  VIEWED: "Seen by a person",
  MOVED_ON: "Moved on to the next",
  SILENT: "No answer",
};

export const words = (name) => SPOKEN[name] ?? spaced(name);

export const badge = (name) => {
  const node = element("span", words(name));
  node.className = `badge ${name.toLowerCase()}`;
  return node;
};
