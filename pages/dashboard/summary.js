// The terms of an offer in short, by its kind.

import { clockOf, ENGLISH, percent } from "./element.js";
import { money } from "./money.js";
import { words } from "./words.js";

const AMOUNT = "{ minorUnits currency text }";

export const TERMS = `fragment Terms on Offer {
  ... on IncentiveOffer { incentive: terms {
    type incentiveAmount ${AMOUNT} commissionPercentage minUnitsToSell tiers { fromUnits }
  } }
  ... on QuoteOffer { quote: terms { customer { name } lines { description } totals { total ${AMOUNT} } } }
  ... on SlotOffer { slot: terms { shop { name timeZone } chair startsAt endsAt price ${AMOUNT} } }
  ... on PromotionOffer { promotion: terms { rule code restaurant { name } used spent ${AMOUNT} } }
  ... on SplitOffer { split: terms { projectName round participants { id } } }
}`;

// Names and values; those without a value are left out.
export function summary({ incentive, quote, slot, promotion, split }) {
  if (incentive) return ofIncentive(incentive);
  if (quote) return ofQuote(quote);
  if (slot) return ofSlot(slot);
  if (promotion) return ofPromotion(promotion);
  return split ? ofSplit(split) : [];
}

const ofIncentive = ({ type, incentiveAmount, commissionPercentage, minUnitsToSell, tiers }) => [
  ["Incentive", words(type)],
  ["Amount", isSomething(incentiveAmount) && money(incentiveAmount)],
  ["Commission", commissionPercentage === null ? "" : percent(commissionPercentage)],
  ["Units to sell, at least", minUnitsToSell],
  ["Tiers", tiers.length],
];

const isSomething = ({ minorUnits }) => Number(minorUnits) !== 0;

const ofQuote = ({ customer, lines, totals }) => [
  ["Customer", customer.name],
  ["Lines", lines.length],
  ["Total", money(totals.total)],
];

// In the time zone of the shop, where the customer has to be.
function ofSlot({ shop, chair, startsAt, endsAt, price }) {
  const there = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };
  const hours = new Intl.DateTimeFormat(ENGLISH, { ...there, timeZone: shop.timeZone });
  const time = hours.formatRange(new Date(startsAt), new Date(endsAt));
  return [
    ["Shop", shop.name],
    ["Time", `${time}, ${clockOf(shop.timeZone)}`],
    ["Chair", chair],
    ["Price", money(price)],
  ];
}

// A sentence of the API, as a part of a line.
const unended = (sentence) => sentence?.replace(/\.$/, "");

const ofPromotion = ({ restaurant, rule, code, used, spent }) => [
  ["Restaurant", restaurant.name],
  ["Gives", unended(rule)],
  ["Code", code],
  ["Used", used ? `${used} ${used === 1 ? "time" : "times"}` : "not yet"],
  ["Taken off", money(spent)],
];

const ofSplit = ({ projectName, participants, round }) => [
  ["Work", projectName],
  ["Participants", participants.length],
  ["Round", round],
];

// The term shown in lists, which with the title tells offers of a kind apart.
export const IN_SHORT = `fragment InShort on Offer {
  ... on IncentiveOffer { incentive: terms { incentiveAmount ${AMOUNT} commissionPercentage tiers { commissionPercentage } } }
  ... on QuoteOffer { quote: terms { totals { total ${AMOUNT} } } }
  ... on PromotionOffer { promotion: terms { rule } }
  ... on SplitOffer { split: terms { projectName } }
}`;

const rate = ({ commissionPercentage }) => Number(commissionPercentage);

export function inShort({ incentive, quote, promotion, split }) {
  if (incentive && isSomething(incentive.incentiveAmount)) return money(incentive.incentiveAmount);
  if (incentive?.tiers.length) return `up to ${percent(Math.max(...incentive.tiers.map(rate)))}`;
  if (incentive?.commissionPercentage) return percent(rate(incentive));
  return money(quote?.totals.total) || unended(promotion?.rule) || split?.projectName || "";
}
