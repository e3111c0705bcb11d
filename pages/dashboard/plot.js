// The picture of a chart; mouse and keyboard step through its places, which are read out.

import { element } from "./element.js";
import { options, sized, stacked } from "./picture.js";

const KEYS = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
};
const dark = matchMedia("(prefers-color-scheme: dark)");

// Inserts the picture before `next`. `written` words the values at a place. Returns a function that removes it.
export function plot(uPlot, chart, next) {
  const { drawn, labels, written } = chart;
  const [figure, read, names] = [slider(chart), element("p"), legend(drawn)];
  next.before(figure, read, names);
  let at;
  const tell = (place) => {
    at = place;
    read.textContent = written(place);
    Object.assign(figure, { ariaValueNow: place + 1, ariaValueText: written(place) });
  };
  const picture = new uPlot(
    options(uPlot, chart, figure, paints(drawn, names), tell),
    stacked(drawn),
    figure,
  );
  walk(figure, (key) => {
    const place = key(at, labels.length - 1);
    if (place in labels) picture.setCursor({ left: picture.valToPos(place, "x"), top: 0 });
  });
  tell(labels.length - 1);
  return following(picture, figure);
}

function slider({ title, labels }) {
  const node = element("div");
  const attributes = {
    role: "slider",
    ariaLabel: `${title}, one by one`,
    ariaValueMin: 1,
    ariaValueMax: labels.length,
  };
  return Object.assign(node, { className: "chart", tabIndex: 0, ...attributes });
}

function walk(figure, go) {
  figure.addEventListener("keydown", (event) => {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    go(KEYS[event.key]);
  });
}

// Redraws the picture when the width of the page or the colour scheme changes.
function following(picture, figure) {
  const fitting = new ResizeObserver(() => picture.setSize(sized(figure)));
  const painted = () => picture.redraw();
  fitting.observe(figure);
  dark.addEventListener("change", painted);
  return () => {
    fitting.disconnect();
    dark.removeEventListener("change", painted);
    picture.destroy();
  };
}

function legend(drawn) {
  const list = element(
    "ul",
    "",
    ...drawn.map(({ name, drawn: sort }, number) => {
      const sample = element("i");
      sample.className = `${sort} series-${number + 1}`;
      return element("li", "", sample, name);
    }),
  );
  list.className = "legend";
  return list;
}

// Reads the current colours of the legend.
function paints(drawn, names) {
  const samples = [...names.querySelectorAll("i")];
  return new Map(drawn.map((series, number) => [series, () => getComputedStyle(samples[number]).color]));
}
