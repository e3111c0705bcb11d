// What the page shows of a split, and of what stands in the way of an answer.

import { showAgreement } from "./agreement.js";
import { showChoices } from "./answering.js";
import { at, element, facts, moment, plain, worded, write } from "./element.js";
import { showReceipt } from "./receipt.js";
import { percent, showTable, standing as status } from "./table.js";

const NOT_OPEN = {
  PAUSED: "This split is suspended just now. Look again later.",
  CLOSED: "This split was withdrawn by its author.",
  EXPIRED: "The deadline has passed: this split cannot be answered any more.",
  DECLINED: "Somebody has declined: this split is over, and nobody is bound by it.",
};

export function showSplit(split, before) {
  document.title = plain(split.projectName);
  write({
    inviter: worded`${split.inviterName} asks you to agree on who gets what of`,
    title: split.projectName,
    edition: `Version ${split.version}, round ${split.round}`,
    description: split.description,
    deadline: times(split),
  });
  mark(split, before);
  showTable(split, before?.participants);
  at("your-facts").replaceChildren(share(split));
  at("split").hidden = false;
  at("nothing").hidden = true;
  showReceipt(split);
  showAgreement(split.agreement);
  showChoices(split, before);
}

export function standing({ answer, decisions, status }) {
  return answer || decisions.length ? "" : NOT_OPEN[status] ?? "This split cannot be answered just now.";
}

export function showNothing() {
  for (const id of ["split", "receipt", "agreement", "answer"]) at(id).hidden = true;
  at("nothing").hidden = false;
  document.title = "An invitation to agree";
}

function share(split) {
  const { role, master, publishing } = split.you;
  const shares = [["Master", percent(master)], ["Publishing", percent(publishing)]];
  return facts([...(role ? [["Role", role]] : []), ...shares, ["Status", status(split.you, split)]]);
}

function times({ deadline, linkExpiresAt }) {
  const until = deadline ? `To be agreed by ${moment(deadline)}.` : "";
  const sooner = linkExpiresAt && (!deadline || new Date(linkExpiresAt) < new Date(deadline));
  return sooner ? `${until} Your link works until ${moment(linkExpiresAt)}.`.trim() : until;
}

// Of the words around the table; the table marks its own numbers.
function mark(split, before) {
  const fields = { title: "projectName", description: "description", deadline: "deadline" };
  for (const [id, field] of Object.entries(fields)) {
    const changed = before && before[field] !== split[field];
    at(id).classList.toggle("changed", Boolean(changed));
    if (changed) at(id).append(element("small", "Changed since you opened it"));
  }
}
