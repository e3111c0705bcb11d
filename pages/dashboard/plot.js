// The picture of a chart, whose places are walked through by mouse and by keyboard, and read out.

import { element } from "./element.js";
import { options, sized, stacked } from "./picture.js";

const KEYS = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
};
const dark = matchMedia("(prefers-color-scheme: dark)");

// Before the element `next`. `written` says all that is known of one place. Returns how to take the picture away.
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

// Its width is the page's, and its colours are the scheme's.
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

// The colours of the legend, as they are just then.
function paints(drawn, names) {
  const samples = [...names.querySelectorAll("i")];
  return new Map(drawn.map((series, number) => [series, () => getComputedStyle(samples[number]).color]));
}
