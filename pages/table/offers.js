// Offers as cards: what each saves, how that compares with the best, and what is missing.

import { currentChoice, eligible } from "./choice.js";
import { at, element, moment, plain } from "./element.js";
import { amount, money } from "./money.js";

// Calls `act` with the offer to choose, or with the item and the quantity to add.
export function showOffers(comparisons, act) {
  const { appliedOffers } = currentChoice(comparisons);
  const allOffers = eligible(comparisons);
  const otherOffers = allOffers.filter((offer) => !appliedOffers.includes(offer));
  at("offers-title").textContent = `Available offers (${allOffers.length})`;
  redraw(
    "applied",
    appliedOffers.map((offer) => card(offer, comparisons, act)),
    "offers-title",
  );
  redraw(
    "others",
    otherOffers.map((offer) => card(offer, comparisons, act)),
    "offers-title",
  );
  at("other").hidden = !otherOffers.length;
  at("see-all").hidden = !allOffers.length && !comparisons.notEligible.length;
}

// Moves the focus to the heading if it was on a replaced element.
export function redraw(id, children, heading) {
  const wasThere = at(id).contains(document.activeElement);
  at(id).replaceChildren(...children);
  if (wasThere) at(heading).focus();
}

export function card(offer, comparisons, act) {
  const isApplied = currentChoice(comparisons).appliedOffers.includes(offer);
  const node = element("li", "", element("b", plain(offer.title)), ...details(offer));
  node.className = isApplied ? "taken" : "";
  if (offer.missing.length) node.append(...missingElements(offer, act));
  else
    node.append(savingsLine(offer), isApplied ? appliedBadge(offer, comparisons) : applyButton(offer, act));
  return node;
}

function details({ description, freeItems, validUntil }) {
  const free = freeItems.map(
    ({ quantity, options }) =>
      `Add ${quantity} free ${plain(options[0].name)}${options.length > 1 ? " or another" : ""}`,
  );
  const until = validUntil && `Valid until ${moment(validUntil)}`;
  return [plain(description), ...free, until].filter(Boolean).map((text) => element("small", text));
}

function savingsLine({ savings, difference }) {
  const line = element("p", `You save: ${money(savings)}`);
  if (difference.minorUnits) {
    line.append(` (${money(difference)} against the best deal)`);
  }
  return line;
}

function appliedBadge({ offerId }, { best }) {
  const badge = element("strong", offerId === best?.offerId ? "✓ Best deal (applied)" : "✓ Applied");
  badge.className = "badge";
  return badge;
}

function applyButton({ offerId, title, priority }, act) {
  const button = element("button", priority === "BEST" ? "Apply the best deal" : "Apply this");
  button.type = "button";
  button.ariaLabel = `${button.textContent}: ${plain(title)}`;
  button.addEventListener("click", () => act({ offer: offerId }));
  return button;
}

function missingElements({ missing, hint }, act) {
  const messages = missing.map(({ message }) => element("p", message));
  if (!hint) return messages;
  const { item, quantity, message } = hint;
  const button = element("button", `Add ${quantity === 1 ? "one" : `${quantity} ×`} ${plain(item.name)}`);
  button.type = "button";
  button.addEventListener("click", () => act({ item: item.id, quantity }));
  return [...messages, element("p", message), button];
}

export const savingsText = ({ discount }) =>
  discount?.minorUnits ? `You save ${amount(discount.minorUnits)}.` : "";
