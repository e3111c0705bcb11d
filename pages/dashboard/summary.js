// What an offer promises, in short, by its kind.

import { money, percent } from "./money.js";
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
  ["Amount", money(incentiveAmount)],
  ["Commission", commissionPercentage === null ? "" : percent(commissionPercentage)],
  ["Units to sell, at least", minUnitsToSell],
  ["Tiers", tiers.length],
];

const ofQuote = ({ customer, lines, totals }) => [
  ["Customer", customer.name],
  ["Lines", lines.length],
  ["Total", money(totals.total)],
];

// In the zone of the shop, where the customer has to be at that time.
function ofSlot({ shop, chair, startsAt, endsAt, price }) {
  const there = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };
  const hours = new Intl.DateTimeFormat(undefined, { ...there, timeZone: shop.timeZone });
  const time = hours.formatRange(new Date(startsAt), new Date(endsAt));
  return [["Shop", shop.name], ["Time", `${time} (${shop.timeZone})`], ["Chair", chair], ["Price", money(price)]];
}

const ofPromotion = ({ restaurant, rule, code, used, spent }) => [
  ["Restaurant", restaurant.name],
  ["Gives", rule],
  ["Code", code],
  ["Used", used ? `${used} ${used === 1 ? "time" : "times"}` : "not yet"],
  ["Taken off", money(spent)],
];

const ofSplit = ({ projectName, participants, round }) => [
  ["Of", projectName],
  ["Participants", participants.length],
  ["Round", round],
];

// What stands in a list: the one thing that tells offers of a kind apart, beside their title.
export const IN_SHORT = `fragment InShort on Offer {
  ... on IncentiveOffer { incentive: terms { incentiveAmount ${AMOUNT} commissionPercentage } }
  ... on QuoteOffer { quote: terms { totals { total ${AMOUNT} } } }
  ... on PromotionOffer { promotion: terms { rule } }
  ... on SplitOffer { split: terms { projectName } }
}`;

export function inShort({ incentive, quote, promotion, split }) {
  if (incentive?.incentiveAmount) return money(incentive.incentiveAmount);
  if (incentive?.commissionPercentage) return percent(incentive.commissionPercentage);
  return money(quote?.totals.total) || promotion?.rule || split?.projectName || "";
}
