// The orders of the whole table so far.

import { at, element, plain } from "./element.js";
import { pricedItem, row } from "./figures.js";
import { amount, money } from "./money.js";

let knownKeys = null;

// Announces what is new, except that the order `ownNumber` was placed.
export function showOrders(session, ownNumber = null) {
  const orders = session?.orders ?? [];
  at("ordered").hidden = !orders.length;
  at("orders").replaceChildren(...orders.map(orderElement));
  const keyOf = ({ number, cancelledAt }) => `${session.id} ${number} ${Boolean(cancelledAt)}`;
  if (knownKeys)
    announce(
      orders.filter(
        (order) => !knownKeys.has(keyOf(order)) && (order.number !== ownNumber || order.cancelledAt),
      ),
    );
  knownKeys = new Set(orders.map(keyOf));
}

function announce(news) {
  const sentences = news.map(
    ({ number, cancelledAt }) => `Order ${number} was ${cancelledAt ? "cancelled" : "placed at your table"}.`,
  );
  if (sentences.length) at("news").textContent = sentences.join(" ");
}

function orderElement({ number, cancelledAt, lines, total, explanation }) {
  const heading = element("h3", cancelledAt ? `Order ${number}: cancelled` : `Order ${number}`);
  const node = element("li", "", heading, element("ul", "", ...lines.map(line)));
  node.className = cancelledAt ? "cancelled" : "";
  node.append(...explanation.map((why) => element("small", plain(why))));
  node.append(row("p", element("b", "Total"), money(total)));
  return node;
}

// Shows the list price of one unit; the lines are not added up here.
function line({ name, quantity, listPrice, isFreeItem }) {
  return pricedItem(`${plain(name)} × ${quantity}`, isFreeItem ? "Free" : `${amount(listPrice)} each`);
}
