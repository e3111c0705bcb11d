// The offers that apply to the cart, and its total with them, as the server compared them.

import { cart, lines, customer } from "./cart.js";

export const eligible = ({ best, others }) => (best ? [best, ...others] : others);

// `appliedOffers` are the offers in force; `offerInput` names them in an order.
export function currentChoice(comparisons) {
  const { order, appliedOfferIds } = comparisons;
  const { subtotal } = order;
  if (cart.offer === "none")
    return { appliedOffers: [], subtotal, discount: null, total: subtotal, offerInput: { noOffer: true } };
  const offer = eligible(comparisons).find(({ offerId }) => offerId === cart.offer);
  const promo = cart.promo && !(comparisons.promoCodeProblem && !offer) ? { promoCode: cart.promo } : {};
  if (offer) {
    const offerInput = { offerId: offer.offerId, ...promo };
    return { appliedOffers: [offer], subtotal, discount: offer.savings, total: offer.total, offerInput };
  }
  const appliedOffers = eligible(comparisons).filter(({ offerId }) => appliedOfferIds.includes(offerId));
  return { appliedOffers, subtotal, discount: order.offerDiscount, total: order.total, offerInput: promo };
}

// The input with which the server prices or places an order.
export const orderInput = (offerInput, more = {}) => ({
  lines: lines(),
  customer: customer(),
  ...offerInput,
  ...more,
});
