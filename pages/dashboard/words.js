// The names of the API in words.

import { element, spaced } from "./element.js";

// Names of the API that readers would not understand.
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
