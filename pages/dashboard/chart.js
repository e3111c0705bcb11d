// A chart in three forms: a sentence, a picture that the keyboard can step through, and a table.

import { library } from "./charting.js";
import { element, plain } from "./element.js";
import { plot } from "./plot.js";

const plots = [];
const numbers = new Intl.NumberFormat();

// `{ title, head, summary, none, labels, names, series: [{ name, values, drawn, write, measured }] }`: a label for each place
// on the axis and a name for each row; a series is drawn as "bar" or "line", or stands in the table alone.
export function written(chart) {
  const { title, summary, none } = chart;
  const node = element("section", "", element("h3", title));
  if (isEmpty(chart) && none) node.append(element("p", none));
  if (summary) node.append(element("p", summary));
  if (isEmpty(chart)) return node;
  const figures = table(chart);
  node.append(
    drawnOf(chart).length ? element("details", "", element("summary", "As a table"), figures) : figures,
  );
  return node;
}

// Counts are empty if all are zero; measures are empty only if all are missing.
export const isEmpty = (chart) =>
  (drawnOf(chart).length ? drawnOf(chart) : chart.series).every(({ values, measured }) =>
    values.every((value) => value === null || (!measured && value === 0)),
  );

// Draws the picture into the section that `written` returned. If that fails, the table opens.
export async function draw(chart, section) {
  if (isEmpty(chart) || !drawnOf(chart).length) return;
  const details = section.querySelector("details");
  try {
    const uPlot = await library();
    const drawn = { ...chart, drawn: drawnOf(chart), written: ofPlace(chart) };
    if (section.isConnected) plots.push(plot(uPlot, drawn, details));
  } catch (error) {
    details.open = true;
    throw error;
  }
}

export function forgetCharts() {
  for (const forget of plots.splice(0)) forget();
}

const drawnOf = ({ series }) => series.filter(({ drawn }) => drawn);

// The values at one place, in words.
const ofPlace = (chart) => (place) => {
  const values = chart.series.map((column) => `${column.name} ${inWords(column, place)}`);
  return `${plain(chart.names[place])}: ${values.join(", ")}`;
};

function inWords({ values, write = numbers.format }, place) {
  return values[place] === null ? "none" : write(values[place]);
}

function table({ title, head, names, series }) {
  const node = element("table");
  node.ariaLabel = title;
  const heads = [head, ...series.map(({ name }) => name)];
  node.append(element("thead", "", row(heads.map((name) => heading(name, "col")))));
  node.append(
    element(
      "tbody",
      "",
      ...names.map((name, place) => {
        return row([
          heading(plain(name), "row"),
          ...series.map((column) => element("td", inWords(column, place))),
        ]);
      }),
    ),
  );
  const around = element("div", "", node);
  around.className = "table";
  around.tabIndex = 0;
  around.role = "region";
  around.ariaLabel = `${title}: the figures`;
  return around;
}

function heading(text, scope) {
  const node = element("th", text);
  node.scope = scope;
  return node;
}

const row = (cells) => element("tr", "", ...cells);
