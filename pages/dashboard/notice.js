// The notice at the top of the page: what went wrong, and who has just answered.

import { LEFT } from "./api.js";
import { at } from "./element.js";
import { Refused } from "./posting.js";
import { session } from "./session.js";

// These errors are temporary: the failed request is repeated when the connection is back.
const PASSING = ["OUT_OF_REACH", "UNAVAILABLE"];

let onEnded;
let failed = false;

export const whenEnded = (leave) => {
  onEnded = leave;
};

// Shows the text in the open dialog, if any, because screen readers do not read what is behind it.
export function say(text = "", tone = "plain") {
  const place = document.querySelector("dialog[open] .notice") ?? at("notice");
  place.textContent = text;
  place.className = `notice ${tone}`;
}

// Runs an action, once at a time for each button, and shows why it failed.
export async function attempt(does, button = null) {
  if (button?.ariaBusy === "true") return undefined;
  if (button) button.ariaBusy = "true";
  say();
  try {
    return await does();
  } catch (error) {
    return stop(error, !button);
  } finally {
    if (button) button.ariaBusy = null;
  }
}

// Runs an action that the reader did not start: it leaves the notice unchanged unless it fails.
export const quietly = (does) => does().catch((error) => stop(error));

// Reports an error. `shows` marks requests to repeat later; actions are not repeated, and keep what was typed.
export function stop(error, shows = true) {
  if (!(error instanceof Refused)) throw error;
  if (error.code === LEFT) return;
  if (error.code === "UNAUTHENTICATED" && session()) onEnded();
  else say(error.message, "wrong");
  failed ||= shows && PASSING.includes(error.code);
}

// Returns whether a request is still to be repeated, and clears it.
export function takeFailed() {
  const was = failed;
  failed = false;
  return was;
}

// The text is in a live region, which must exist before it changes, so only the elements beside it are hidden.
export function showBar(text, href) {
  at("bar-text").textContent = text;
  at("bar-open").hidden = !href;
  at("bar-open").href = href ?? "#";
  at("bar-close").hidden = false;
}

export function hideBar() {
  at("bar-text").textContent = "";
  at("bar-open").hidden = true;
  at("bar-close").hidden = true;
}

at("bar-close").addEventListener("click", () => {
  hideBar();
  at("page").focus();
});
at("bar-open").addEventListener("click", hideBar);
