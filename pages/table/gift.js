// The question whether to have the free items made: yes, with a choice when several qualify, or their worth off.

import { wanted } from "./choice.js";
import { at, element, plain } from "./element.js";
import { money } from "./money.js";
import { priceOf } from "./questions.js";

// The order would still be taken, with nothing free in it.
const OVER = "This offer has just ended: go back to the cart.";

let [order, taking, asked] = [null, null, 0];

at("close-free").addEventListener("click", () => at("free").close());
at("free-choices").addEventListener("change", price);
at("leave-free").addEventListener("click", () => settle({}));
at("take-free").addEventListener("click", () => settle(taking));

// `places` hears what an order says beside its offer: nothing, or that the free items are taken.
export function askAboutFree(choice, places) {
  const free = choice.taken.flatMap(({ freeItems }) => freeItems);
  if (!free.length) return places({});
  order = { choice, places, free };
  at("free-title").textContent = `You qualify for ${free.map(named).join(" and ")}!`;
  at("free-choices").replaceChildren(...free.flatMap(selects));
  const worth = choice.discount.minorUnits ? `No, take ${money(choice.discount)} off` : "No, without it";
  at("leave-free").textContent = `${worth}: pay ${money(choice.total)}`;
  at("free").showModal();
  at("free-title").focus();
  return price();
}

function named({ quantity, options }) {
  if (options.length > 1) return quantity === 1 ? "1 free item" : `${quantity} free items`;
  return `${quantity} free ${plain(options[0].name)}`;
}

function selects({ quantity, options }) {
  if (options.length < 2) return [];
  return Array.from({ length: quantity }, (_, place) => {
    const select = element("select", "", ...options.map(({ id, name }) => new Option(plain(name), id)));
    return element("label", quantity > 1 ? `Free item ${place + 1}` : "Which one?", select);
  });
}

// Those that nobody has to choose are the server's first options.
function picked() {
  const counts = new Map();
  for (const { value } of at("free-choices").querySelectorAll("select"))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([menuItemId, quantity]) => ({ menuItemId, quantity }));
}

async function price() {
  const turn = ++asked;
  const more = { takeFreeItems: true, freeItemChoices: picked() };
  at("take-free").disabled = true;
  at("take-free").textContent = "Yes, add it free";
  at("free-said").textContent = "";
  try {
    const { total, lines } = await priceOf(wanted(order.choice.wish, more));
    if (turn !== asked) return;
    if (!lines.some(({ isFreeItem }) => isFreeItem)) {
      at("free-said").textContent = OVER;
      return;
    }
    taking = { ...more, expectedTotal: total.minorUnits };
    at("take-free").textContent = `Yes, add it free: pay ${money(total)}`;
    at("take-free").disabled = false;
  } catch (refused) {
    if (turn === asked) at("free-said").textContent = refused.message;
  }
}

function settle(more) {
  at("free").close();
  order.places(more);
}
