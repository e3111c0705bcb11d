// Shows a split, and why it cannot be answered.

import { showAgreement } from "./agreement.js";
import { showChoices } from "./answering.js";
import { at, element, facts, moment, plain, worded, write } from "./element.js";
import { showReceipt } from "./receipt.js";
import { percent, RIGHTS, showTable, standing as status } from "./table.js";

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
  tellNews(split);
  showTable(split, before?.participants ?? lately(split));
  at("your-facts").replaceChildren(share(split));
  at("split").hidden = false;
  at("nothing").hidden = true;
  showReceipt(split);
  showAgreement(split.agreement);
  showChoices(split, before);
}

export function standing({ notice }) {
  return notice ?? "";
}

// Shows what changed since the previous round, and why.
function tellNews(split) {
  const { setAside, note, inviterName, decisions } = split;
  write({
    "set-aside": setAside && decisions.length ? aside(setAside, split) : "",
    why: note && worded`${inviterName} writes about this round:`,
    note,
  });
}

function aside({ isReopened }, { participants }) {
  if (isReopened) return "Your proposal was set aside: you are asked again about the same shares.";
  const changed = participants.some(({ before, ...now }) => {
    return before && RIGHTS.some((right) => before[right] !== now[right]);
  });
  const why = changed ? "because the shares have changed" : "because everybody is asked about a new version";
  return `Your earlier answer no longer counts, ${why}.`;
}

// Marks nothing for a participant who is asked about the same shares again, or reads a receipt.
function lately({ participants, setAside, answer }) {
  if (answer || setAside?.isReopened) return [];
  return participants.map(({ name, before }) => ({ name, ...before }));
}

// Shows what was typed if the link ended before it could be sent.
export function showTyped({ comment, split = {} }) {
  const { signature, master, publishing } = split;
  const shares = [
    ["Master (%)", master],
    ["Publishing (%)", publishing],
  ];
  const typed = [["Signature", signature], ...shares, ["Words", comment]];
  const entries = typed.filter(([, value]) => value !== undefined && value !== "");
  at("typed-facts").replaceChildren(facts(entries));
  at("typed").hidden = !entries.length;
}

export function showNothing() {
  for (const id of ["split", "receipt", "agreement", "answer", "typed"]) at(id).hidden = true;
  at("nothing").hidden = false;
  document.title = "An invitation to agree";
}

function share(split) {
  const { role, master, publishing } = split.you;
  const shares = [
    ["Master", percent(master)],
    ["Publishing", percent(publishing)],
  ];
  return facts([...(role ? [["Role", role]] : []), ...shares, ["Status", status(split.you, split)]]);
}

function times({ deadline, linkExpiresAt }) {
  const until = deadline ? `To be agreed by ${moment(deadline)}.` : "";
  const sooner = linkExpiresAt && (!deadline || new Date(linkExpiresAt) < new Date(deadline));
  return sooner ? `${until} Your link works until ${moment(linkExpiresAt)}.`.trim() : until;
}

// Marks changes around the table; the table marks its own numbers.
function mark(split, before) {
  const fields = { title: "projectName", description: "description", deadline: "deadline" };
  for (const [id, field] of Object.entries(fields)) {
    const changed = before && before[field] !== split[field];
    at(id).classList.toggle("changed", Boolean(changed));
    if (changed) at(id).append(element("small", "Changed since you opened it"));
  }
}
