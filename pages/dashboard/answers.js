// The responses to the reader's offers: links made, seen and answered.

import { act } from "./api.js";
import { HERE, longDay, shortDay } from "./days.js";
import { words } from "./words.js";

const TALLY = "shared viewed accepted declined countered";
const FIGURES = `query Answers($from: Date, $until: Date, $zone: String) {
  responseFigures(from: $from, until: $until, zone: $zone) {
    ... on ResponseFigures { days { date ${TALLY} } kinds { kind ${TALLY} } total { ${TALLY} } } ...No
  }
}`;
const SERIES = [
  ["Yes", "accepted", "bar"],
  ["No", "declined", "bar"],
  ["Asked for something else", "countered", "bar"],
  ["Links made", "shared", "line"],
  ["Links seen", "viewed", "line"],
];

const BY_DAY = {
  title: "Answers by day",
  head: "Day",
  none: "No link was made, seen or answered in this time.",
};

export const ANSWERS = {
  async charts(from, until) {
    const { days, kinds, total } = await act(FIGURES, { from, until, zone: HERE });
    const dates = days.map(({ date }) => date);
    const kindNames = kinds.map(({ kind }) => words(kind));
    return [
      {
        ...BY_DAY,
        summary: summarize(total),
        labels: dates.map(shortDay),
        names: dates.map(longDay),
        series: series(days),
      },
      {
        title: "By kind",
        head: "Kind",
        labels: kindNames,
        names: kindNames,
        series: series(kinds).map(inTable),
      },
    ];
  },
};

const series = (rows) =>
  SERIES.map(([name, key, drawn]) => ({ name, drawn, values: rows.map((row) => row[key]) }));
const inTable = ({ name, values }) => ({ name, values });

function summarize({ shared, viewed, accepted, declined, countered }) {
  const answers = accepted + declined + countered;
  return (
    `Links made: ${shared}. First seen by a person: ${viewed}. Answered: ${answers}, of these yes ${accepted},` +
    ` no ${declined}, with something else asked for ${countered}.`
  );
}
