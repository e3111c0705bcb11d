// The library that draws charts, fetched with the first chart, so that other views need not load it.

import { Refused } from "./posting.js";

const FILES = [
  ["link", { rel: "stylesheet", href: new URL("./assets/uplot-1.6.32.min.css", import.meta.url) }],
  ["script", { src: new URL("./assets/uplot-1.6.32.min.js", import.meta.url) }],
];
const LOST = {
  code: "OUT_OF_REACH",
  message: "The chart could not be fetched: its figures are in the table.",
};

let fetching = null;

// A fetch that failed is repeated with the next chart.
export function library() {
  fetching ??= Promise.all(FILES.map(added)).then(
    () => window.uPlot,
    (error) => {
      fetching = null;
      throw error;
    },
  );
  return fetching;
}

function added([name, attributes]) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement(name), attributes);
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Refused(LOST));
    };
    document.head.append(script);
  });
}
