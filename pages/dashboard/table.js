// The table of a split: everybody's shares and status.

import { element, moment, percent, plain } from "./element.js";
import { badge } from "./words.js";

export const TABLE = `subscription Table($id: UUID!) {
  splitTable(offerId: $id) {
    version
    terms {
      gap { master publishing }
      participants {
        place name role master publishing status invitedAt viewedAt respondedAt reason
        counter { master publishing notes }
      }
    }
  }
}`;
const HEADINGS = ["Who", "Master", "Publishing", "Status"];
const MOMENTS = [
  ["Asked", "invitedAt"],
  ["Seen", "viewedAt"],
  ["Answered", "respondedAt"],
];

export function showTable({ version, terms }) {
  const { participants, gap } = terms;
  const table = element("table", "", element("caption", `Version ${version}`));
  table.append(element("thead", "", row(HEADINGS.map((name) => heading(name, "col")))));
  table.append(element("tbody", "", ...participants.map(line)));
  return [element("h3", "Who gets what"), table, ...missing(gap)];
}

function line(participant) {
  const { place, name, role, master, publishing, status } = participant;
  const who = heading(`${place}. ${plain(name)}`, "row");
  if (role) who.append(element("small", plain(role)));
  const standing = element(
    "td",
    [badge(status)],
    ...remarks(participant).map((text) => element("small", text)),
  );
  return row([who, element("td", percent(master)), element("td", percent(publishing)), standing]);
}

function remarks(participant) {
  const { counter, reason } = participant;
  const when = MOMENTS.filter(([, key]) => participant[key]).map(
    ([name, key]) => `${name} ${moment(participant[key])}`,
  );
  return [...when.slice(-1), ...wished(counter), quoted(reason)].filter(Boolean);
}

function wished(counter) {
  if (!counter) return [];
  const shares = `${percent(counter.master)} of master and ${percent(counter.publishing)} of publishing`;
  return [`Asks for ${shares}`, quoted(counter.notes)];
}

const quoted = (text) => text && `“${plain(text)}”`;

function missing({ master, publishing }) {
  if (!Number(master) && !Number(publishing)) return [];
  return [
    element(
      "p",
      `Missing to 100 percent: ${percent(master)} of master, ${percent(publishing)} of publishing.`,
    ),
  ];
}

function heading(text, scope) {
  const node = element("th", text);
  node.scope = scope;
  return node;
}

const row = (cells) => element("tr", "", ...cells);
