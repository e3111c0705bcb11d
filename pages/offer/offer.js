// The flow of the page: open the offer, record that it was seen, answer the version that was shown.

import { at } from "./element.js";
import { begin, finish, isBusy, say, stop } from "./notice.js";
import { answer, open } from "./questions.js";
import { tellOfView } from "./seeing.js";
import { showNothing, showOffer } from "./showing.js";

// The offer has changed since it was shown: it is shown again, with the reason above it.
const OVERTAKEN = ["OFFER_CHANGED", "ALREADY_ANSWERED", "OFFER_NOT_OPEN"];
// Kinds that have a page of their own, and its path.
const PAGES = { split: "splits/invite" };
const CHANGED =
  "This offer has changed since you opened it. This is the new one: read it, then answer again.";

let shown = null;

at("answer").addEventListener("submit", (event) => {
  event.preventDefault();
  respond(event.submitter.value);
});
document.addEventListener("visibilitychange", () => tellOfView(shown));
load();

async function load(reason = "") {
  begin("Opening the offer…");
  const offer = await open();
  finish();
  if (offer.code) return refuse(offer, () => load(reason));
  const page = PAGES[offer.kind];
  if (page) return location.replace(location.href.replace("/offer/", `/${page}/`));
  show(offer);
  say(reason || (offer.notice ?? ""), reason || !offer.decisions.length ? "warning" : "plain");
  if (reason) at("notice").focus();
  await tellOfView(shown);
}

async function respond(decision) {
  if (isBusy()) return;
  begin("Sending your answer…");
  const result = await answer(decision, shown.version, at("comment").value);
  finish();
  if (OVERTAKEN.includes(result.code))
    return load(result.code === "OFFER_CHANGED" ? CHANGED : result.message);
  if (result.code) return refuse(result, () => respond(decision));
  show(result);
  say("");
  at("decision").focus();
}

function show(offer) {
  shown = offer;
  showOffer(offer);
}

function refuse(refusal, retry) {
  if (!shown || refusal.code.startsWith("LINK_")) showNothing();
  stop(refusal, retry);
}
