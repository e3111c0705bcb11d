// The attempts to fill a slot: who was asked, in which order, and with what outcome.

import { element, moment, plain } from "./element.js";
import { badge, words } from "./words.js";

export const CASCADE = `subscription Cascade($id: UUID!) {
  slotCascade(slotId: $id) {
    status
    terms {
      nextLookAt givenUp
      attempts {
        position createdAt sentAt endsAt outcome overAt customer { name phone } text { state reason deliveredAt }
      }
    }
  }
}`;

export function showCascade({ status, terms }) {
  const { attempts, nextLookAt, givenUp } = terms;
  const list = element("ol", "", ...attempts.map(line));
  list.className = "rows";
  const next = nextLookAt && status === "ACTIVE" ? [`Checked again ${moment(nextLookAt)}.`] : [];
  const over = givenUp ? [`Given up: ${words(givenUp)}.`] : [];
  const none = attempts.length ? [] : ["Nobody has been asked yet."];
  const sentences = [...none, ...next, ...over].map((text) => element("p", text));
  return [element("h3", "Who was asked"), list, ...sentences];
}

function line({ position, customer, text, createdAt, sentAt, endsAt, outcome, overAt }) {
  const who = [`${position}. ${plain(customer.name)} `, outcome ? badge(outcome) : waiting(sentAt)];
  const steps = [
    ["Chosen", createdAt],
    ["Text handed over", sentAt],
    ["Text delivered", text?.deliveredAt],
    [outcome ? null : "May answer until", endsAt],
    [outcome && words(outcome), overAt],
  ].filter(([name, at]) => name && at);
  const stepLines = steps.map(([name, at]) => element("small", `${name}: ${moment(at)}`));
  const trouble = text?.reason ? [element("small", `${words(text.state)}: ${plain(text.reason)}`)] : [];
  return element(
    "li",
    "",
    element("p", who),
    element("small", plain(customer.phone ?? "")),
    ...stepLines,
    ...trouble,
  );
}

const waiting = (sentAt) => badge(sentAt ? "WAITING_FOR_AN_ANSWER" : "BEING_SENT");
