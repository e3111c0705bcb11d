// The bill: all items, free ones included, the discount of each offer with its reason, taxes and the total.

import { at, element, facts, percent, plain } from "./element.js";
import { pricedItem } from "./figures.js";
import { less, money } from "./money.js";

const BILL_REQUESTED = "The staff has been told. If you order again, ask once more.";

export function showBill(bill) {
  at("bill").hidden = false;
  at("bill-title").textContent = bill.isFinal ? "Your bill" : "Your bill so far";
  at("bill-state").textContent = bill.isFinal
    ? "Your table was closed: this bill is final. Thank you!"
    : bill.session.billRequestedAt
      ? BILL_REQUESTED
      : "Something was ordered since the bill was asked for: ask for it again.";
  at("leave-bill").textContent = bill.isFinal ? "Start a new order" : "Back to the menu";
  at("billed").replaceChildren(...billElements(bill));
}

export const hideBill = () => {
  at("bill").hidden = true;
};

function billElements({
  lines,
  appliedOffers,
  taxes,
  subtotal,
  offerDiscount,
  sessionDiscount,
  saved,
  total,
}) {
  const orderAndBill = [
    ["Offers on orders", offerDiscount],
    ["Discount on the bill", sessionDiscount],
  ];
  const discounts = orderAndBill
    .filter(([, { minorUnits }]) => minorUnits)
    .map(([name, cost]) => [name, less(cost)]);
  const taxRows = taxes.map(({ name, rate, amount }) => [`${plain(name)} ${percent(rate)}`, money(amount)]);
  const sums = [
    ["Subtotal", money(subtotal)],
    ...discounts,
    ...taxRows,
    ["Total", money(total)],
    ["You saved", money(saved)],
  ];
  return [element("ul", "", ...lines.map(line)), ...explanations(appliedOffers), facts(sums)];
}

// Drops the title from the explanation, as it is already shown above.
const reason = ({ title, explanation }) => plain(explanation.replace(`${title}: `, ""));

function line({ orderNumber, name, quantity, listPrice, total, isFreeItem }) {
  const details = element("small", `Order ${orderNumber} · ${money(listPrice)} each`);
  return pricedItem(`${plain(name)} × ${quantity}`, isFreeItem ? "Free" : money(total), details);
}

function explanations(offers) {
  if (!offers.length) return [];
  const items = offers.map((offer) =>
    pricedItem(plain(offer.title), less(offer.amount), element("small", reason(offer))),
  );
  return [element("h3", "Offers"), element("ul", "", ...items)];
}
