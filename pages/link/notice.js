// The notice at the top of the page: what the page is doing, and what went wrong.

import { at } from "./element.js";

// These errors may be temporary, so the page offers a retry; all others are final.
export const PASSING = ["OUT_OF_REACH", "UNAVAILABLE", "RATE_LIMITED"];

let again = null;
let waiting;

at("retry").addEventListener("click", () => again());

export function say(text, tone = "plain") {
  at("notice").textContent = text;
  at("notice").className = tone;
}

// Prevents sending twice in the meantime.
export function begin(text) {
  clearTimeout(waiting);
  at("retry").hidden = true;
  setBusy(true);
  say(text);
}

export const finish = () => setBusy(false);

export const isBusy = () => at("page").ariaBusy === "true";

export function stop({ code, message, seconds = 0 }, retry) {
  const passing = PASSING.includes(code);
  say(message, "wrong");
  at("retry").hidden = !passing;
  if (passing) offerRetry(retry, seconds);
  at("notice").focus();
}

function offerRetry(retry, seconds) {
  again = retry;
  at("retry").disabled = seconds > 0;
  if (!seconds) return;
  waiting = setTimeout(() => {
    at("retry").disabled = false;
    say("You can try again now.");
  }, seconds * 1000);
}

function setBusy(busy) {
  at("page").setAttribute("aria-busy", String(busy));
  const controls = document.querySelectorAll("#answer :is(button, input, textarea)");
  for (const control of controls) control.disabled = busy;
}
