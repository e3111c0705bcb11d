// The lines of the cart and what they come to, as the server has priced them.

import { isEmpty, pieces } from "./cart.js";
import { at, element, facts, plain } from "./element.js";
import { less, money } from "./money.js";
import { redraw, savingsText } from "./offers.js";

// Calls `remove` with the id of the item to leave out.
export function showFigures(comparisons, choice, remove) {
  redraw(
    "lines",
    dishes(comparisons.order.lines).map((dish) => inCart(dish, remove)),
    "cart-title",
  );
  const { subtotal, discount, total } = choice;
  const off = discount?.minorUnits ? [["Offer discount", less(discount)]] : [];
  const totalCells = [money(total), element("small", "before taxes")];
  at("sums").replaceChildren(facts([["Subtotal", money(subtotal)], ...off, ["Total", totalCells]]));
  at("told").textContent = `Total ${money(total)} before taxes. ${savingsText(choice)}`;
  at("order").textContent = `Place order · ${money(total)}`;
  showBar(money(total));
}

// The server sends two lines for a dish of which an offer gives a part; removing it removes both.
function dishes(lines) {
  const sum = (group, key) => group.reduce((total, line) => total + key(line), 0);
  return [...Map.groupBy(lines, ({ itemId }) => itemId).values()].map((group) => ({
    ...group[0],
    quantity: sum(group, ({ quantity }) => quantity),
    amount: { minorUnits: sum(group, ({ amount }) => amount.minorUnits) },
  }));
}

function inCart({ itemId, name, quantity, amount }, remove) {
  const button = element("button", "Remove");
  [button.type, button.className, button.ariaLabel] = ["button", "remove", `Remove ${plain(name)}`];
  button.addEventListener("click", () => remove(itemId));
  return pricedItem(`${plain(name)} × ${quantity}`, money(amount), button);
}

export function showCart() {
  at("empty").hidden = !isEmpty();
  at("filled").hidden = isEmpty();
  if (isEmpty()) at("to-cart").hidden = true;
}

// Until the server answers, these figures may not be what an order costs.
export function setStale(stale) {
  at("filled").ariaBusy = String(stale);
  at("order").disabled = stale;
}

export const pricedItem = (text, cost, ...more) => row("li", text, cost, ...more);

export function row(name, text, cost, ...more) {
  const node = element(name, "", element("span", text, ...more), element("span", cost));
  node.className = "priced";
  return node;
}

function showBar(total) {
  at("to-cart").hidden = false;
  at("to-cart").textContent = `${pieces()} in the cart · ${total}`;
}
