// The story of the page: open the offer, say that it was seen, send the answer to what was shown.

import { answer, open, recordView } from "./asking.js";
import { at, say, setBusy, showNothing, showOffer, standing } from "./showing.js";

// These may pass by themselves, so the same can be tried again; anything else is the API's last word.
const PASSING = ["OUT_OF_REACH", "UNAVAILABLE", "RATE_LIMITED"];
// The offer is not as it was shown any more: it is shown as it is now, with the reason above it.
const OVERTAKEN = ["OFFER_CHANGED", "ALREADY_ANSWERED", "OFFER_NOT_OPEN"];
const CHANGED = "This offer has changed since you opened it. This is the new one: read it, then answer again.";

let shown = null;
let seen = false;
let again = null;
let waiting;

at("answer").addEventListener("submit", (event) => {
  event.preventDefault();
  respond(event.submitter.value);
});
at("retry").addEventListener("click", () => again());
document.addEventListener("visibilitychange", tellOfView);
load();

async function load(reason = "") {
  begin("Opening the offer…");
  const found = await open();
  setBusy(false);
  if (found.code) return stop(found, () => load(reason));
  show(found);
  say(reason || standing(found), reason || !found.decisions.length ? "warning" : "plain");
  if (reason) at("notice").focus();
  await tellOfView();
}

async function respond(decision) {
  begin("Sending your answer…");
  const told = await answer(decision, shown.version, at("comment").value);
  setBusy(false);
  if (OVERTAKEN.includes(told.code)) return load(told.code === "OFFER_CHANGED" ? CHANGED : told.message);
  if (told.code) return stop(told, () => respond(decision));
  show(told);
  say("");
  at("decision").focus();
}

function show(offer) {
  shown = offer;
  showOffer(offer);
}

// Once for each visit, when the offer is before somebody's eyes; a receipt looked up later is no view of it.
async function tellOfView() {
  if (seen || document.visibilityState !== "visible" || shown?.state !== "OPEN") return;
  seen = true;
  const told = await recordView();
  if (told.code) console.warn("The view was not counted:", told.code);
}

function begin(text) {
  clearTimeout(waiting);
  at("retry").hidden = true;
  setBusy(true);
  say(text);
}

function stop({ code, message, seconds = 0 }, retry) {
  const passing = PASSING.includes(code);
  if (!shown || code.startsWith("LINK_")) showNothing();
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
