// The receipt: the answer, its time, the version it applies to, and what follows.

import { paint } from "./drawing.js";
import { at, facts, moment, worded, write } from "./element.js";
import { percent } from "./table.js";

const DECIDED = {
  ACCEPTED: "You have signed this split",
  DECLINED: "You declined this split",
  COUNTERED: "You asked for other shares",
};
const OVER = {
  PAUSED: "The split is paused.",
  CLOSED: "The author has since withdrawn the split: nobody is bound by it.",
  EXPIRED: "The deadline passed before everybody had signed: nobody is bound by it.",
  DECLINED: "Somebody has declined: the split is over, and nobody is bound by it.",
};

export function showReceipt(split) {
  const { answer } = split;
  at("receipt").hidden = !answer;
  if (!answer) return;
  const { decision, version, comment, counter, signature } = answer;
  at("receipt").className = decision.toLowerCase();
  write({
    decision: DECIDED[decision],
    answered: `Your answer to version ${version} was received on ${moment(answer.at)}.`,
    signed: signature && worded`Signed: ${signature.text}`,
    said: comment,
    next: next(split),
  });
  at("wished").replaceChildren(...(counter ? [wished(counter)] : []));
  paint(at("signed-drawing"), signature?.drawn);
}

const wished = ({ master, publishing }) =>
  facts([
    ["Master, as you asked", percent(master)],
    ["Publishing, as you asked", percent(publishing)],
  ]);

function next({ answer, status, participants, inviterName }) {
  if (answer.decision === "DECLINED") return "The split is over, and nobody is bound by it.";
  if (status !== "ACTIVE") return OVER[status] ?? "";
  if (answer.decision === "COUNTERED") {
    return worded`${inviterName} decides about it. When you are asked again, you get a new link.`;
  }
  const signed = participants.filter((participant) => participant.status === "ACCEPTED").length;
  return `It is agreed when everybody has signed: ${signed} of ${participants.length} so far.`;
}
