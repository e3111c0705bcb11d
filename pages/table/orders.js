// What the table has ordered so far, whoever ordered it.

import { at, element, plain } from "./element.js";
import { priced, row } from "./figures.js";
import { amount, money } from "./money.js";

let known = null;

// Says what is new since the last time, but not that the order of number `ours` was placed.
export function showOrders(session, ours = null) {
  const orders = session?.orders ?? [];
  at("ordered").hidden = !orders.length;
  at("orders").replaceChildren(...orders.map(drawn));
  const keyOf = ({ number, cancelledAt }) => `${session.id} ${number} ${Boolean(cancelledAt)}`;
  if (known)
    tell(orders.filter((each) => !known.has(keyOf(each)) && (each.number !== ours || each.cancelledAt)));
  known = new Set(orders.map(keyOf));
}

function tell(news) {
  const said = news.map(
    ({ number, cancelledAt }) => `Order ${number} was ${cancelledAt ? "cancelled" : "placed at your table"}.`,
  );
  if (said.length) at("news").textContent = said.join(" ");
}

function drawn({ number, cancelledAt, lines, total, explanation }) {
  const heading = element("h3", cancelledAt ? `Order ${number}: cancelled` : `Order ${number}`);
  const made = element("li", "", heading, element("ul", "", ...lines.map(line)));
  made.className = cancelledAt ? "cancelled" : "";
  made.append(...explanation.map((why) => element("small", plain(why))));
  made.append(row("p", element("b", "Total"), money(total)));
  return made;
}

// Each at what one lists at: an order's lines are not added up here.
function line({ name, quantity, listPrice, isFreeItem }) {
  return priced(`${plain(name)} × ${quantity}`, isFreeItem ? "Free" : `${amount(listPrice)} each`);
}
