// A chart in three ways: a sentence, a picture that is walked through by keyboard, and a table.

import { library } from "./charting.js";
import { element, plain } from "./element.js";
import { plot } from "./plot.js";

const plots = [];
const numbers = new Intl.NumberFormat();

// `{ title, head, said, none, labels, names, series: [{ name, values, drawn, write, measured }] }`: a label for each place
// on the axis and a name for each row; a series is drawn as "bar" or "line", or stands in the table alone.
export function written(chart) {
  const { title, said, none } = chart;
  const made = element("section", "", element("h3", title));
  if (isEmpty(chart) && none) made.append(element("p", none));
  if (said) made.append(element("p", said));
  if (isEmpty(chart)) return made;
  const figures = table(chart);
  made.append(
    drawnOf(chart).length ? element("details", "", element("summary", "As a table"), figures) : figures,
  );
  return made;
}

// A count of zero is nothing to look at; a measure is nothing where it is missing.
export const isEmpty = (chart) =>
  (drawnOf(chart).length ? drawnOf(chart) : chart.series).every(({ values, measured }) =>
    values.every((value) => value === null || (!measured && value === 0)),
  );

// Into what was written of it. Where the picture cannot be had, the table is opened.
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

// All that is known of one place, in words.
const ofPlace = (chart) => (place) => {
  const known = chart.series.map((each) => `${each.name} ${inWords(each, place)}`);
  return `${plain(chart.names[place])}: ${known.join(", ")}`;
};

function inWords({ values, write = numbers.format }, place) {
  return values[place] === null ? "none" : write(values[place]);
}

function table({ title, head, names, series }) {
  const made = element("table");
  made.ariaLabel = title;
  const heads = [head, ...series.map(({ name }) => name)];
  made.append(element("thead", "", row(heads.map((name) => heading(name, "col")))));
  made.append(
    element(
      "tbody",
      "",
      ...names.map((name, place) => {
        return row([
          heading(plain(name), "row"),
          ...series.map((each) => element("td", inWords(each, place))),
        ]);
      }),
    ),
  );
  const around = element("div", "", made);
  around.className = "table";
  around.tabIndex = 0;
  around.role = "region";
  around.ariaLabel = `${title}: the figures`;
  return around;
}

function heading(text, scope) {
  const made = element("th", text);
  made.scope = scope;
  return made;
}

const row = (cells) => element("tr", "", ...cells);
