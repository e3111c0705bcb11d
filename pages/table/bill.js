// The bill: every item, the free ones too, what each offer took off and why, taxes, and what is to be paid.

import { at, element, facts, percent, plain } from "./element.js";
import { priced } from "./figures.js";
import { less, money } from "./money.js";

const TOLD = "The staff has been told. If you order again, ask once more.";

export function showBill(bill) {
  at("bill").hidden = false;
  at("bill-title").textContent = bill.isFinal ? "Your bill" : "Your bill so far";
  at("bill-state").textContent = bill.isFinal
    ? "Your table was closed: this bill is final. Thank you!"
    : bill.session.billRequestedAt
      ? TOLD
      : "Something was ordered since the bill was asked for: ask for it again.";
  at("leave-bill").textContent = bill.isFinal ? "Start a new order" : "Back to the menu";
  at("billed").replaceChildren(...drawn(bill));
}

export const hideBill = () => {
  at("bill").hidden = true;
};

function drawn({ lines, appliedOffers, taxes, subtotal, offerDiscount, sessionDiscount, saved, total }) {
  const off = [
    ["Offers on orders", offerDiscount],
    ["Discount on the bill", sessionDiscount],
  ];
  const taken = off.filter(([, { minorUnits }]) => minorUnits).map(([name, cost]) => [name, less(cost)]);
  const taxed = taxes.map(({ name, rate, amount }) => [`${plain(name)} ${percent(rate)}`, money(amount)]);
  const sums = [
    ["Subtotal", money(subtotal)],
    ...taken,
    ...taxed,
    ["Total", money(total)],
    ["You saved", money(saved)],
  ];
  return [element("ul", "", ...lines.map(line)), ...why(appliedOffers), facts(sums)];
}

// A sentence that begins with the title, which stands above it already, goes on after it.
const reason = ({ title, explanation }) => plain(explanation.replace(`${title}: `, ""));

function line({ orderNumber, name, quantity, listPrice, total, isFreeItem }) {
  const details = element("small", `Order ${orderNumber} · ${money(listPrice)} each`);
  return priced(`${plain(name)} × ${quantity}`, isFreeItem ? "Free" : money(total), details);
}

function why(offers) {
  if (!offers.length) return [];
  const said = offers.map((offer) =>
    priced(plain(offer.title), less(offer.amount), element("small", reason(offer))),
  );
  return [element("h3", "Offers"), element("ul", "", ...said)];
}
