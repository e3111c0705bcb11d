// The times that a shop's slots took to fill.

import { ask } from "./api.js";
import { dayAfter, longDay, shortDay, startOf } from "./days.js";
import { clockOf, ENGLISH } from "./element.js";
import { money } from "./money.js";

const SHOPS = "query Shops { found: shops(first: 100) { nodes { id name timeZone } } }";
const FIGURES = `query Fills($shop: UUID!, $since: DateTime, $until: DateTime) {
  shopFigures(shopId: $shop, since: $since, until: $until) {
    opened filled minutesToFill recovered { minorUnits currency text }
    days { date opened filled minutesToFill } fillTimes { withinMinutes filled }
  }
}`;
const minutes = new Intl.NumberFormat(ENGLISH, { style: "unit", unit: "minute", maximumFractionDigits: 1 });
const long = (value) => minutes.format(value);

export const FILLS = {
  places: { query: SHOPS, none: "You have no shop. A slot is a time at a shop that has come free." },
  async charts(from, until, { id, timeZone }) {
    const span = { since: startOf(from, timeZone), until: startOf(dayAfter(until), timeZone) };
    const { shopFigures } = await ask(FIGURES, { shop: id, ...span });
    return [byDay(shopFigures, timeZone), bySteps(shopFigures.fillTimes)];
  },
};

const none = "No slot was filled in this time.";

function byDay({ days, ...all }, timeZone) {
  const dates = days.map(({ date }) => date);
  return {
    title: "Time to fill, by the day of opening",
    head: "Day",
    none,
    summary: `${summarize(all)} Days are counted in ${clockOf(timeZone)}.`,
    labels: dates.map(shortDay),
    names: dates.map(longDay),
    series: [
      {
        name: "Median time to fill",
        drawn: "bar",
        measured: true,
        write: long,
        values: days.map((day) => day.minutesToFill),
      },
      { name: "Filled", values: days.map(({ filled }) => filled) },
      { name: "Opened", values: days.map(({ opened }) => opened) },
    ],
  };
}

function summarize({ opened, filled, minutesToFill, recovered }) {
  if (!filled) return `Opened: ${opened}. Filled: none.`;
  const middle = minutesToFill === null ? "" : ` Half of these took at most ${long(minutesToFill)}.`;
  return `Opened: ${opened}. Filled: ${filled}, worth ${money(recovered)} together.${middle}`;
}

function bySteps(fillTimes) {
  const names = fillTimes.map(({ withinMinutes }, place) => step(withinMinutes, fillTimes[place - 1]));
  const filled = { name: "Slots filled", drawn: "bar", values: fillTimes.map((step) => step.filled) };
  return { title: "How long it took", head: "Time to fill", labels: names, names, series: [filled] };
}

const step = (within, before) =>
  within === null ? `over ${long(before.withinMinutes)}` : `up to ${long(within)}`;
