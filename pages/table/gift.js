// The question whether to have the free items made: yes, with a choice when several qualify, or their worth off.

import { orderInput } from "./choice.js";
import { at, element, plain } from "./element.js";
import { money } from "./money.js";
import { priceOf } from "./questions.js";

// The order would still be accepted, without a free item.
const OFFER_ENDED = "This offer has just ended: go back to the cart.";

let [order, freeItemsInput, latestTurn] = [null, null, 0];

at("close-free").addEventListener("click", () => at("free").close());
at("free-choices").addEventListener("change", price);
at("leave-free").addEventListener("click", () => settle({}));
at("take-free").addEventListener("click", () => settle(freeItemsInput));

// Calls `onDecision` with the fields to add to the order: none, or those that request the free items.
export function askAboutFree(choice, onDecision) {
  const free = choice.appliedOffers.flatMap(({ freeItems }) => freeItems);
  if (!free.length) return onDecision({});
  order = { choice, onDecision, free };
  at("free-title").textContent = `You qualify for ${free.map(describeFree).join(" and ")}!`;
  at("free-choices").replaceChildren(...free.flatMap(itemSelects));
  const worth = choice.discount.minorUnits ? `No, take ${money(choice.discount)} off` : "No, without it";
  at("leave-free").textContent = `${worth}: pay ${money(choice.total)}`;
  at("free").showModal();
  at("free-title").focus();
  return price();
}

function describeFree({ quantity, options }) {
  if (options.length > 1) return quantity === 1 ? "1 free item" : `${quantity} free items`;
  return `${quantity} free ${plain(options[0].name)}`;
}

function itemSelects({ quantity, options }) {
  if (options.length < 2) return [];
  return Array.from({ length: quantity }, (_, place) => {
    const select = element("select", "", ...options.map(({ id, name }) => new Option(plain(name), id)));
    return element("label", quantity > 1 ? `Free item ${place + 1}` : "Which one?", select);
  });
}

// Items without a choice are left to the server, which takes the first option.
function itemChoices() {
  const counts = new Map();
  for (const { value } of at("free-choices").querySelectorAll("select"))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([menuItemId, quantity]) => ({ menuItemId, quantity }));
}

async function price() {
  const turn = ++latestTurn;
  const more = { takeFreeItems: true, freeItemChoices: itemChoices() };
  at("take-free").disabled = true;
  at("take-free").textContent = "Yes, add it free";
  at("free-said").textContent = "";
  try {
    const { total, lines } = await priceOf(orderInput(order.choice.offerInput, more));
    if (turn !== latestTurn) return;
    if (!lines.some(({ isFreeItem }) => isFreeItem)) {
      at("free-said").textContent = OFFER_ENDED;
      return;
    }
    freeItemsInput = { ...more, expectedTotal: total.minorUnits };
    at("take-free").textContent = `Yes, add it free: pay ${money(total)}`;
    at("take-free").disabled = false;
  } catch (refused) {
    if (turn === latestTurn) at("free-said").textContent = refused.message;
  }
}

function settle(more) {
  at("free").close();
  order.onDecision(more);
}
