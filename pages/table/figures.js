// The lines of the cart and what they come to, as the server has priced them.

import { isEmpty, pieces } from "./cart.js";
import { at, element, facts, plain } from "./element.js";
import { less, money } from "./money.js";
import { savedInAll } from "./offers.js";

export function showFigures(found, choice) {
  const lines = found.order.lines.map(({ name, quantity, amount }) => priced(`${plain(name)} × ${quantity}`, money(amount)));
  at("lines").replaceChildren(...lines);
  const { subtotal, discount, total } = choice;
  const off = discount?.minorUnits ? [["Offer discount", less(discount)]] : [];
  at("sums").replaceChildren(facts([["Subtotal", money(subtotal)], ...off, ["Total", money(total)]]));
  at("told").textContent = `Total ${money(total)} before taxes. ${savedInAll(choice)}`;
  at("order").textContent = `Place order · ${money(total)}`;
  showBar(money(total));
}

export function showCart() {
  at("empty").hidden = !isEmpty();
  at("filled").hidden = isEmpty();
  if (isEmpty()) at("to-cart").hidden = true;
}

// While the server is asked, what stands here may not be what an order costs.
export function setStale(stale) {
  at("filled").ariaBusy = String(stale);
  at("order").disabled = stale;
}

export const priced = (text, cost, ...more) => row("li", text, cost, ...more);

export function row(name, text, cost, ...more) {
  const made = element(name, "", element("span", text, ...more), element("span", cost));
  made.className = "priced";
  return made;
}

function showBar(total) {
  at("to-cart").hidden = false;
  at("to-cart").textContent = `${pieces()} in the cart · ${total}`;
}
