// Shows an offer, its answer, and why it cannot be answered.

import { at, element, moment, plain, worded, write } from "./element.js";
import { drawn } from "./terms.js";

const DECIDED = { ACCEPTED: "You accepted this offer", DECLINED: "You declined this offer" };

export function showOffer(offer) {
  document.title = plain(offer.title);
  write({
    author: worded`From ${offer.authorName}`,
    title: offer.title,
    recipient: offer.recipientName && worded`For ${offer.recipientName}`,
    description: offer.description,
    validity: validity(offer),
  });
  at("terms").replaceChildren(...drawn(offer.kind, offer.terms));
  at("nothing").hidden = true;
  at("offer").hidden = false;
  showReceipt(offer.answer);
  write({ next: splitLink(offer.nextStep ?? "") });
  showChoices(offer.decisions);
}

export function showNothing() {
  for (const id of ["offer", "receipt", "answer"]) at(id).hidden = true;
  at("nothing").hidden = false;
  document.title = "An offer for you";
}

function showReceipt(receipt) {
  at("receipt").hidden = !receipt;
  if (!receipt) return;
  at("receipt").className = receipt.decision.toLowerCase();
  write({
    decision: DECIDED[receipt.decision],
    answered: `Your answer to version ${receipt.version} was received on ${moment(receipt.createdAt)}.`,
    said: receipt.comment,
  });
}

// The address for paying a deposit is at the end.
function splitLink(text) {
  const [, words, url] = text.match(/^(.*?)(https:\/\/\S+)$/s) ?? [];
  if (!url) return plain(text);
  const link = element("a", url);
  link.href = url;
  return [plain(words), link];
}

function showChoices(decisions) {
  at("answer").hidden = !decisions.length;
  for (const button of at("choices").children) button.hidden = !decisions.includes(button.value);
}

function validity({ validFrom, validUntil, linkExpiresAt, answer }) {
  if (linkExpiresAt && !answer) return `Please answer by ${moment(linkExpiresAt)}.`;
  const [from, until] = [validFrom, validUntil].map(moment);
  if (from && until) return `Valid from ${from} until ${until}.`;
  if (until) return `Valid until ${until}.`;
  return from ? `Valid from ${from}.` : "";
}
