// What the promotions of a restaurant saved its guests, and what was left.

import { act } from "./api.js";
import { longDay, shortDay } from "./days.js";
import { clockOf, plain } from "./element.js";
import { money, moneyLike } from "./money.js";

const RESTAURANTS = "query Restaurants { found: restaurants(first: 100) { nodes { id name timeZone } } }";
const AMOUNT = "{ minorUnits currency text }";
const FIGURES = `query Savings($place: UUID!, $from: Date, $until: Date) {
  promotionFigures(restaurantId: $place, from: $from, until: $until) {
    ... on PromotionFigures {
      orders ordersWithOffer saved ${AMOUNT} revenue ${AMOUNT}
      days { date orders ordersWithOffer saved ${AMOUNT} revenue ${AMOUNT} }
      mostUsed { offer { title } uses saved ${AMOUNT} }
    }
    ...No
  }
}`;
const units = ({ minorUnits }) => Number(minorUnits);

export const SAVINGS = {
  places: { query: RESTAURANTS, none: "You have no restaurant. A promotion belongs to a restaurant." },
  async charts(from, until, { id, timeZone }) {
    const figures = await act(FIGURES, { place: id, from, until });
    return [byDay(figures, timeZone), byOffer(figures)];
  },
};

function byDay({ days, saved, revenue, orders, ordersWithOffer }, timeZone) {
  const dates = days.map(({ date }) => date);
  const write = moneyLike(saved);
  return {
    title: "Saved by day",
    head: "Day",
    none: "No promotion saved anything in this time.",
    summary:
      `Guests saved ${money(saved)} on ${ordersWithOffer} of ${orders} ${orders === 1 ? "order" : "orders"};` +
      ` ${money(revenue)} was left before taxes. Days are counted in ${clockOf(timeZone)}.`,
    labels: dates.map(shortDay),
    names: dates.map(longDay),
    series: [
      { name: "Saved", drawn: "bar", write, values: days.map((day) => units(day.saved)) },
      { name: "Left before taxes", write, values: days.map((day) => units(day.revenue)) },
      { name: "Orders with an offer", values: days.map((day) => day.ordersWithOffer) },
      { name: "Orders", values: days.map((day) => day.orders) },
    ],
  };
}

function byOffer({ mostUsed, saved }) {
  const names = mostUsed.map(({ offer }) => (offer ? plain(offer.title) : "A promotion that was removed"));
  const uses = { name: "Uses", values: mostUsed.map((use) => use.uses) };
  const took = { name: "Saved", write: moneyLike(saved), values: mostUsed.map((use) => units(use.saved)) };
  return {
    title: "Most used",
    head: "Promotion",
    labels: names,
    names,
    series: names.length ? [uses, took] : [],
  };
}
