// The three ways to answer, one form each: only one form is open at a time, and all keep what was typed.

import { forget, image } from "./drawing.js";
import { at, worded, write } from "./element.js";
import { named, percent, RIGHTS } from "./table.js";

const FORMS = { ACCEPTED: "accepting", COUNTERED: "countering", DECLINED: "declining" };
const NO_SHARE = "A number from 0 to 100 with at most two decimals, such as 12.5";
const UNCHANGED = "You already have these shares: change one of them, or accept.";

let participant;

export function onAnswer(send) {
  at("choices").addEventListener("change", ({ target }) => choose(target.value));
  for (const [decision, id] of Object.entries(FORMS)) {
    at(id).addEventListener("submit", (event) => {
      event.preventDefault();
      if (decision === "DECLINED") at("sure").showModal();
      else send(decision);
    });
  }
  at("stay").addEventListener("click", () => at("sure").close());
  at("leave").addEventListener("click", () => {
    at("sure").close();
    send("DECLINED");
  });
  for (const right of RIGHTS) at(right).addEventListener("input", clearComplaints);
}

export function showChoices(split, before) {
  participant = split.you;
  at("answer").hidden = !split.decisions.length;
  for (const choice of at("choices").querySelectorAll("input")) {
    choice.parentElement.hidden = !split.decisions.includes(choice.value);
  }
  write({ pledge: pledge(split), fingerprint: split.agreementHash });
  for (const right of RIGHTS) propose(right, before?.you);
  if (split.answer) forget();
}

// Returns whether the form can be sent; the form itself says what is missing.
export function whole(decision) {
  if (decision === "COUNTERED") complain();
  return at(FORMS[decision]).reportValidity();
}

// Returns the input for this decision, without anything from the other two forms.
export function inputOf(decision) {
  if (decision === "DECLINED") return { comment: at("reason").value };
  if (decision === "ACCEPTED") {
    return { comment: "", split: { signature: at("signature").value, drawn: image() } };
  }
  const [master, publishing] = RIGHTS.map(written);
  return { comment: at("notes").value, split: { master, publishing } };
}

function choose(decision) {
  for (const [name, id] of Object.entries(FORMS)) at(id).hidden = name !== decision;
}

// Starts with the present shares; what somebody has typed stays.
function propose(right, before) {
  if (at(right).value === "" || (before && holds(right, before))) at(right).value = participant[right];
}

function complain() {
  for (const right of RIGHTS) at(right).setCustomValidity(isShare(right) ? "" : NO_SHARE);
  if (RIGHTS.every((right) => holds(right, participant))) at("master").setCustomValidity(UNCHANGED);
}

function clearComplaints() {
  for (const right of RIGHTS) at(right).setCustomValidity("");
}

const isShare = (right) =>
  /^(\d{1,3}([.,]\d{0,2})?|[.,]\d{1,2})$/.test(digits(right)) && written(right) <= 100;

// In some browsers a number field drops the comma, so that 3,5 would become 35.
const written = (right) => Number(digits(right).replace(",", "."));

const digits = (right) => at(right).value.replace(/[\s%]/g, "");

const holds = (right, shares) => isShare(right) && written(right) === Number(shares[right]);

function pledge({ projectName, version, you, participants }) {
  const mine = `${percent(you.master)} of the master and ${percent(you.publishing)} of the publishing`;
  const others = participants.length > 2 ? "of everybody else" : "of the other";
  return [
    "I, ",
    ...named(you, participants),
    ...worded`, agree to version ${version} of “${projectName}”: `,
    `${mine} for me, and the shares ${others} as shown above.`,
  ];
}
