// Days of the calendar as the API writes them, such as 2026-01-31, and as the reader does.

import { ENGLISH } from "./element.js";

const DAY = 86_400_000;
const SHORT = { day: "numeric", month: "short" };
const short = new Intl.DateTimeFormat(ENGLISH, { ...SHORT, timeZone: "UTC" });
const long = new Intl.DateTimeFormat(ENGLISH, {
  ...SHORT,
  weekday: "short",
  year: "numeric",
  timeZone: "UTC",
});

export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const shortDay = (day) => short.format(new Date(day));
export const longDay = (day) => long.format(new Date(day));

// The day `count` days before today in the reader's time zone.
export const daysAgo = (count) => iso(Date.now() + offset(Date.now(), HERE) - count * DAY);

export const dayAfter = (day) => iso(Date.parse(day) + DAY);

// The moment at which a day begins in a zone. If clocks skip midnight, the later guess is right.
export function startOf(day, zone) {
  const there = Date.parse(day);
  const guess = there - offset(there, zone);
  return new Date(Math.max(guess, there - offset(guess, zone))).toISOString();
}

const iso = (moment) => new Date(moment).toISOString().slice(0, 10);

// The offset of a zone from UTC in milliseconds.
function offset(moment, timeZone) {
  const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  return Date.parse(`${clock.format(moment).replace(" ", "T")}Z`) - Math.floor(moment / 1000) * 1000;
}
