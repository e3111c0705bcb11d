// The picture of a chart, on a canvas: bars on top of each other, lines, and a place that is read out.

import { element } from "./element.js";

const HEIGHT = 240;
const STEPS = [1, 2, 3, 7, 14, 31, 61, 122];
const KEYS = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
};
const dark = matchMedia("(prefers-color-scheme: dark)");

// Before the element `next`. `written` says all that is known of one place. Returns how to take the picture away.
export function plot(uPlot, chart, next) {
  const { title, labels, drawn, written } = chart;
  const [figure, read] = [element("div"), element("p")];
  const names = legend(drawn);
  figure.className = "chart";
  figure.tabIndex = 0;
  Object.assign(figure, { role: "slider", ariaLabel: `${title}, one by one`, ariaValueMin: 1, ariaValueMax: labels.length });
  next.before(figure, read, names);
  let at = labels.length - 1;
  const tell = (place) => {
    at = place;
    read.textContent = written(place);
    Object.assign(figure, { ariaValueNow: place + 1, ariaValueText: written(place) });
  };
  const paints = [...names.querySelectorAll("i")].map((sample) => () => getComputedStyle(sample).color);
  const picture = new uPlot(options(uPlot, chart, paints, figure, tell), stacked(drawn), figure);
  const go = (place) => picture.setCursor({ left: picture.valToPos(place, "x"), top: 0 });
  figure.addEventListener("keydown", (event) => {
    const place = KEYS[event.key]?.(at, labels.length - 1);
    if (place === undefined) return;
    event.preventDefault();
    if (place in labels) go(place);
  });
  tell(at);
  return following(picture, figure);
}

// Its width is the page's, and its colours are the scheme's.
function following(picture, figure) {
  const sized = new ResizeObserver(() => picture.setSize({ width: figure.clientWidth, height: HEIGHT }));
  const painted = () => picture.redraw();
  sized.observe(figure);
  dark.addEventListener("change", painted);
  return () => {
    sized.disconnect();
    dark.removeEventListener("change", painted);
    picture.destroy();
  };
}

function legend(drawn) {
  const list = element("ul", "", ...drawn.map(({ name, drawn: as }, number) => {
    const sample = element("i");
    sample.className = `${as} series-${number + 1}`;
    return element("li", "", sample, name);
  }));
  list.className = "legend";
  return list;
}

// Each bar stands on those before it; the tallest is drawn first, so that the others cover it. Then come the lines.
function stacked(drawn) {
  const heights = drawn[0].values.map(() => 0);
  const bars = ofSort(drawn, "bar").map(({ values }) => values.map((value, place) => {
    heights[place] += value ?? 0;
    return value === null ? null : heights[place];
  }));
  const places = heights.map((_, place) => place);
  return [places, ...bars.reverse(), ...ofSort(drawn, "line").map(({ values }) => values)];
}

const ofSort = (drawn, sort) => drawn.filter((each) => each.drawn === sort);

function options(uPlot, { labels, drawn }, paints, figure, tell) {
  const paint = new Map(drawn.map((each, number) => [each, paints[number]]));
  const bar = (each) => ({ fill: paint.get(each), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 40] }) });
  const line = (each, number) => ({ stroke: paint.get(each), width: 2, dash: number ? [6, 4] : [], points: { size: 5 } });
  const write = drawn[0].write ?? String;
  const ink = () => getComputedStyle(figure).color;
  const grid = { stroke: () => getComputedStyle(figure).borderTopColor, width: 1 };
  return {
    width: figure.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    hooks: { setCursor: [({ cursor }) => cursor.idx != null && tell(cursor.idx)] },
    scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] } },
    series: [{}, ...ofSort(drawn, "bar").map(bar).reverse(), ...ofSort(drawn, "line").map(line)],
    axes: [
      { stroke: ink, grid: { show: false }, ticks: grid, incrs: STEPS, space: 64, values: (_, places) => places.map((place) => labels[place] ?? "") },
      { stroke: ink, grid, ticks: grid, incrs: WHOLE, size: widest, values: (_, values) => values.map((value) => write(value)) },
    ],
  };
}

// Nobody answers by halves.
const WHOLE = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

const widest = (_, values) => 14 + 8 * Math.max(1, ...(values ?? []).map((text) => text.length));
