// The figures of a span of days: their subject and place, then charts and tables.

import { ANSWERS } from "./answers.js";
import { ask } from "./api.js";
import { draw, forgetCharts, isEmpty, written } from "./chart.js";
import { daysAgo } from "./days.js";
import { at, element, plain } from "./element.js";
import { FILLS } from "./fills.js";
import { attempt } from "./notice.js";
import { SAVINGS } from "./savings.js";
import { session } from "./session.js";
import { view } from "./views.js";

// A subject may name `places`; it makes charts for a place and a first and last day.
const SUBJECTS = { answers: ANSWERS, fills: FILLS, savings: SAVINGS };

let places = [];
let chosen = null;
// An answer is not shown if a newer request was sent.
let requests = 0;

view("figures", enter, leave);

function enter() {
  for (const option of at("about").options) option.hidden = SUBJECTS[option.value].places && !runsPlaces();
  if (at("about").selectedOptions[0].hidden) at("about").value = "answers";
  at("first-day").value ||= daysAgo(29);
  at("last-day").value ||= daysAgo(0);
  attempt(change);
}

const runsPlaces = () => session().user.role !== "AGENT";

function leave() {
  requests += 1;
  at("place").replaceChildren();
  clear();
}

function clear() {
  forgetCharts();
  at("charts").replaceChildren();
}

async function change() {
  const number = ++requests;
  clear();
  const { places: which } = SUBJECTS[at("about").value];
  places = which ? (await ask(which.query)).found.nodes : [];
  if (number !== requests) return;
  at("place").replaceChildren(
    ...places.map(({ id, name }) => new Option(plain(name), id, false, id === chosen)),
  );
  at("place-line").hidden = !places.length;
  if (which && !places.length) at("charts").replaceChildren(element("p", which.none));
  else await show();
}

async function show() {
  const number = ++requests;
  const place = places.find(({ id }) => id === at("place").value);
  chosen = place?.id;
  const allCharts = await SUBJECTS[at("about").value].charts(
    at("first-day").value,
    at("last-day").value,
    place,
  );
  if (number !== requests) return;
  const charts = allCharts.filter((chart) => chart.none || !isEmpty(chart));
  forgetCharts();
  at("charts").replaceChildren(...charts.map(written));
  await Promise.all(charts.map((chart, order) => draw(chart, at("charts").children[order])));
}

at("about").addEventListener("change", () => attempt(change));
at("place").addEventListener("change", () => attempt(show));
at("span").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(change, event.submitter);
});
