// The terms of an offer, drawn by its kind. Text that people wrote is inserted as text, never as markup.

import { clockOf, element, ENGLISH, facts, spaced, worded } from "./element.js";

// In the same format as the server's amounts: two formats in one table would be misread.
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
const BASIS = { MARGINAL: "each unit at its own tier", RETROACTIVE: "all units at the tier reached" };

const DRAWN = { incentive: (terms) => incentive(terms.incentive), promotion, quote, slot };

// For an unknown kind, the title and the description suffice.
export const drawn = (kind, terms) => DRAWN[kind]?.(terms) ?? [];

// In the time zone of the shop, where the customer has to be.
function slot({ startsAt, endsAt, shop, deposit }) {
  const there = (style) => new Intl.DateTimeFormat(ENGLISH, { ...style, timeZone: shop.timeZone });
  const day = there({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(
    new Date(startsAt),
  );
  const clock = there({ hour: "numeric", minute: "2-digit" });
  const hours = clock.formatRange(new Date(startsAt), new Date(endsAt));
  const known = [
    ["Where", worded`${shop.name}`],
    ["Day", day],
    ["Time", [hours, element("small", clockOf(shop.timeZone))]],
  ];
  return [facts(deposit ? [...known, ["Deposit, if you accept", deposit.text]] : known)];
}

function promotion({ restaurantName, rule, conditions, promoCode }) {
  const known = [
    ["Where", worded`${restaurantName}`],
    ["Offer", worded`${rule}`],
  ];
  if (promoCode !== null) known.push(["Code", promoCode]);
  return [facts(known), ...listed("When", conditions)];
}

function quote({ customerName, lines, totals }) {
  const table = element("table");
  table.append(element("caption", customerName ? worded`Quote for ${customerName}` : "Quote"));
  table.append(element("thead", "", row("th", ["Item", "Amount"], "col")));
  table.append(element("tbody", "", ...lines.map(line)));
  table.append(element("tfoot", "", ...sums(totals)));
  return [table];
}

function line({ description, quantity, unitPrice, taxRate, net, tax }) {
  const details = [`${number.format(quantity)} × ${unitPrice.text}`];
  if (Number(taxRate)) details.push(`plus ${percent(taxRate)} tax: ${tax.text}`);
  const node = row("td", [description, net.text]);
  node.firstChild.append(...details.map((detail) => element("small", detail)));
  return node;
}

function sums({ net, tax, total }) {
  const named = [
    ["Net", net],
    ["Tax", tax],
    ["Total", total],
  ];
  return named.map(([name, amount]) => {
    const heading = element("th", name);
    heading.scope = "row";
    return element("tr", "", heading, element("td", amount.text));
  });
}

function row(name, texts, scope) {
  const cells = texts.map((text) => element(name, text));
  if (scope)
    cells.forEach((cell) => {
      cell.scope = scope;
    });
  return element("tr", "", ...cells);
}

function incentive(terms) {
  const known = [["Incentive", spaced(terms.type)]];
  if (terms.incentiveAmount.minorUnits) known.push(["Amount", terms.incentiveAmount.text]);
  if (terms.commissionPercentage !== null) known.push(["Commission", percent(terms.commissionPercentage)]);
  if (terms.minUnitsToSell !== null)
    known.push(["Units to sell, at least", number.format(terms.minUnitsToSell)]);
  const basis = BASIS[terms.tierBasis];
  const tiers = terms.tiers.map((tier) => `${span(tier)}: ${percent(tier.commissionPercentage)}`);
  return [
    facts(known),
    ...listed(`Commission by units sold${basis ? ` (${basis})` : ""}`, tiers),
    ...listed("Conditions", terms.termsAndConditions),
  ];
}

function listed(heading, texts) {
  if (!texts.length) return [];
  return [element("h2", heading), element("ul", "", ...texts.map((text) => element("li", text)))];
}

const percent = (value) => `${number.format(value)}%`;
const span = ({ fromUnits, toUnits }) =>
  toUnits === null ? `${fromUnits} units and more` : `${fromUnits} to ${toUnits} units`;
