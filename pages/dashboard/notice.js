// What the page says above everything else: what went wrong, and who has just answered.

import { LEFT } from "./api.js";
import { at } from "./element.js";
import { Refused } from "./posting.js";
import { session } from "./session.js";

// These pass by themselves: what was to be shown is asked for again when the connection is back.
const PASSING = ["OUT_OF_REACH", "UNAVAILABLE"];

let onEnded;
let failed = false;

export const whenEnded = (leave) => {
  onEnded = leave;
};

// In the open dialog, where there is one: what is behind it is not read.
export function say(text = "", tone = "plain") {
  const place = document.querySelector("dialog[open] .notice") ?? at("notice");
  place.textContent = text;
  place.className = `notice ${tone}`;
}

// Does what somebody asked for, once at a time for each button, and says in words why it was not done.
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

// What nobody asked for just now leaves what is said above alone, unless it fails.
export const quietly = (does) => does().catch((error) => stop(error));

// An action is not done again by itself: what was typed for it stays where it is. `shows` is for all else.
export function stop(error, shows = true) {
  if (!(error instanceof Refused)) throw error;
  if (error.code === LEFT) return;
  if (error.code === "UNAUTHENTICATED" && session()) onEnded();
  else say(error.message, "wrong");
  failed ||= shows && PASSING.includes(error.code);
}

// Whether something is still to be asked for again.
export function takeFailed() {
  const was = failed;
  failed = false;
  return was;
}

// The text stands in a live region, which must be there before it speaks: only what is beside it is hidden.
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
