// The lines of the cart and what they come to, as the server has priced them.

import { isEmpty, pieces } from "./cart.js";
import { at, element, facts, plain } from "./element.js";
import { less, money } from "./money.js";
import { redraw, savedInAll } from "./offers.js";

// `remove` hears which item to leave out.
export function showFigures(found, choice, remove) {
  redraw(
    "lines",
    dishes(found.order.lines).map((dish) => inCart(dish, remove)),
    "cart-title",
  );
  const { subtotal, discount, total } = choice;
  const off = discount?.minorUnits ? [["Offer discount", less(discount)]] : [];
  const left = [money(total), element("small", "before taxes")];
  at("sums").replaceChildren(facts([["Subtotal", money(subtotal)], ...off, ["Total", left]]));
  at("told").textContent = `Total ${money(total)} before taxes. ${savedInAll(choice)}`;
  at("order").textContent = `Place order · ${money(total)}`;
  showBar(money(total));
}

// A dish of which an offer gives a part comes in two lines; whoever removes it removes both.
function dishes(lines) {
  const sum = (each, key) => each.reduce((total, line) => total + key(line), 0);
  return [...Map.groupBy(lines, ({ itemId }) => itemId).values()].map((each) => ({
    ...each[0],
    quantity: sum(each, ({ quantity }) => quantity),
    amount: { minorUnits: sum(each, ({ amount }) => amount.minorUnits) },
  }));
}

function inCart({ itemId, name, quantity, amount }, remove) {
  const button = element("button", "Remove");
  [button.type, button.className, button.ariaLabel] = ["button", "remove", `Remove ${plain(name)}`];
  button.addEventListener("click", () => remove(itemId));
  return priced(`${plain(name)} × ${quantity}`, money(amount), button);
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
