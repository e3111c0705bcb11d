// The table of everybody's shares, which marks the reader's own line and what changed.

import { at, element, worded } from "./element.js";

// In the format of the sheet that is signed.
const number = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const RIGHTS = ["master", "publishing"];

const STATUS = {
  PENDING: "Not asked yet",
  INVITED: "Waiting",
  ACCEPTED: "Signed",
  DECLINED: "Declined",
  COUNTERED: "Asks for other shares",
  EXPIRED: "No answer in time",
  REVOKED: "Invitation withdrawn",
};
const UNDECIDED = ["ACTIVE", "PAUSED"];

export const percent = (value) => `${number.format(value)}%`;

// Two participants of the same name are distinguished by their numbers on the sheet.
export function named({ name, place }, everybody) {
  const alone = everybody.filter((participant) => alike(participant.name, name)).length < 2;
  return alone ? worded`${name}` : [...worded`${name}`, ` (no. ${place})`];
}

// Once the split is over, it waits for nobody.
export function standing(participant, split) {
  const over = participant.status === "INVITED" && !UNDECIDED.includes(split.status);
  return over ? "No answer" : STATUS[participant.status];
}

export function showTable(split, before = []) {
  const { participants } = split;
  const lines = participants.map((participant, place) => {
    return line(participant, earlier(participant, before, place), standing(participant, split), participants);
  });
  at("participants").replaceChildren(...lines);
  at("together").replaceChildren(sums(participants));
}

// The participants and their order stay the same once they are asked.
function earlier({ name }, before, place) {
  return before[place]?.name === name ? before[place] : null;
}

const alike = (name, otherName) => name.localeCompare(otherName, undefined, { sensitivity: "base" }) === 0;

function line(participant, before, words, everybody) {
  const { role, status, isYou } = participant;
  const who = element("th", named(participant, everybody));
  who.scope = "row";
  if (isYou) who.append(" ", element("strong", "(you)"));
  if (role) who.append(element("small", role));
  const made = element("tr", "", who, ...RIGHTS.map((right) => cell(participant[right], before?.[right])));
  made.append(element("td", words));
  made.lastChild.className = `status ${status.toLowerCase()}`;
  made.classList.toggle("you", isYou);
  return made;
}

function cell(value, before = value) {
  const made = element("td", percent(value));
  made.className = "number";
  if (before === value) return made;
  made.classList.add("changed");
  made.append(element("small", `was ${percent(before)}`));
  return made;
}

function sums(participants) {
  const name = element("th", "Total");
  name.scope = "row";
  return element("tr", "", name, ...RIGHTS.map((right) => cell(sum(participants, right))), element("td"));
}

// Adds whole hundredths, so that no rounding error accumulates.
function sum(participants, right) {
  return participants.reduce((total, participant) => total + Math.round(participant[right] * 100), 0) / 100;
}
