// The words of the API as a person reads them.

import { element } from "./element.js";

export const words = (name) => name[0].toUpperCase() + name.slice(1).toLowerCase().replaceAll("_", " ");

export const badge = (name) => {
  const made = element("span", words(name));
  made.className = `badge ${name.toLowerCase()}`;
  return made;
};
