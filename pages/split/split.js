// The flow of the page: open the invitation, record that it was seen, answer the version that was shown.

import { inputOf, onAnswer, whole } from "./answering.js";
import { at } from "./element.js";
import { begin, finish, isBusy, say, stop } from "./notice.js";
import { answer, open } from "./questions.js";
import { tellOfView } from "./seeing.js";
import { showNothing, showSplit, showTyped, standing } from "./showing.js";

const CHANGED = "This split has changed since you opened it. What changed is marked: read it, answer again.";
// The split has changed since it was shown: it is shown again, with the reason above it.
const OVERTAKEN = {
  OFFER_CHANGED: () => CHANGED,
  ALREADY_ANSWERED: (message) => message,
  OFFER_NOT_OPEN: () => "",
};

let shown = null;

onAnswer(respond);
document.addEventListener("visibilitychange", () => tellOfView(shown));
load();

async function load(reason = "", before = null) {
  begin("Opening the invitation…");
  const split = await open();
  finish();
  if (split.code) return refuse(split, () => load(reason, before));
  show(split, before);
  const text = reason || standing(split);
  say(text, text ? "warning" : "plain");
  if (before) at("notice").focus();
  await tellOfView(shown);
}

async function respond(decision) {
  if (isBusy() || !whole(decision)) return;
  const input = inputOf(decision);
  begin("Sending your answer…");
  const result = await answer(decision, shown.version, input);
  if (!result.code) return receive();
  finish();
  if (result.code in OVERTAKEN) return load(OVERTAKEN[result.code](result.message), shown);
  refuse(result, () => respond(decision));
  if (isOver(result)) showTyped(input);
}

// The author already has the answer, even if the receipt cannot be loaded.
async function receive() {
  begin("Your answer was received. Opening the receipt…");
  const split = await open();
  finish();
  at("answer").hidden = true;
  const message = `Your answer was received. ${split.message}`;
  if (split.code) return refuse({ ...split, message }, receive);
  show(split);
  say("");
  at("decision").focus();
}

function show(split, before = null) {
  shown = split;
  showSplit(split, before);
}

function refuse(refusal, retry) {
  if (!shown || isOver(refusal)) showNothing();
  stop(refusal, retry);
}

const isOver = ({ code }) => code.startsWith("LINK_");
