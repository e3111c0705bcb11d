// Offers as cards: what each saves, how that compares with the best, and what is missing.

import { chosen, eligible } from "./choice.js";
import { at, element, moment, plain } from "./element.js";
import { amount, money } from "./money.js";

// `act` hears which offer to choose, or which item to add so many of.
export function showOffers(found, act) {
  const { taken } = chosen(found);
  const all = eligible(found);
  const others = all.filter((one) => !taken.includes(one));
  at("offers-title").textContent = `Available offers (${all.length})`;
  redraw(
    "applied",
    taken.map((one) => card(one, found, act)),
    "offers-title",
  );
  redraw(
    "others",
    others.map((one) => card(one, found, act)),
    "offers-title",
  );
  at("other").hidden = !others.length;
  at("see-all").hidden = !all.length && !found.notEligible.length;
}

// Whoever had just pressed a button in there is not left nowhere.
export function redraw(id, children, heading) {
  const wasThere = at(id).contains(document.activeElement);
  at(id).replaceChildren(...children);
  if (wasThere) at(heading).focus();
}

export function card(one, found, act) {
  const isTaken = chosen(found).taken.includes(one);
  const made = element("li", "", element("b", plain(one.title)), ...details(one));
  made.className = isTaken ? "taken" : "";
  if (one.missing.length) made.append(...lacking(one, act));
  else made.append(saving(one), isTaken ? applied(one, found) : choosing(one, act));
  return made;
}

function details({ description, freeItems, validUntil }) {
  const free = freeItems.map(
    ({ quantity, options }) =>
      `Add ${quantity} free ${plain(options[0].name)}${options.length > 1 ? " or another" : ""}`,
  );
  const until = validUntil && `Valid until ${moment(validUntil)}`;
  return [plain(description), ...free, until].filter(Boolean).map((text) => element("small", text));
}

function saving({ savings, difference }) {
  const line = element("p", `You save: ${money(savings)}`);
  if (difference.minorUnits) {
    line.append(` (${money(difference)} against the best deal)`);
  }
  return line;
}

function applied({ offerId }, { best }) {
  const badge = element("strong", offerId === best?.offerId ? "✓ Best deal (applied)" : "✓ Applied");
  badge.className = "badge";
  return badge;
}

function choosing({ offerId, title, priority }, act) {
  const button = element("button", priority === "BEST" ? "Apply the best deal" : "Apply this");
  button.type = "button";
  button.ariaLabel = `${button.textContent}: ${plain(title)}`;
  button.addEventListener("click", () => act({ offer: offerId }));
  return button;
}

function lacking({ missing, hint }, act) {
  const said = missing.map(({ message }) => element("p", message));
  if (!hint) return said;
  const { item, quantity, message } = hint;
  const button = element("button", `Add ${quantity === 1 ? "one" : `${quantity} ×`} ${plain(item.name)}`);
  button.type = "button";
  button.addEventListener("click", () => act({ item: item.id, quantity }));
  return [...said, element("p", message), button];
}

export const savedInAll = ({ discount }) =>
  discount?.minorUnits ? `You save ${amount(discount.minorUnits)}.` : "";
