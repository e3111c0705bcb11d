// Which offer is taken, and what the cart then comes to, both out of what the server has compared.

import { cart, lines, who } from "./cart.js";

export const eligible = ({ best, others }) => (best ? [best, ...others] : others);

// `taken` are the offers in force; `wish` is how an order names them.
export function chosen(found) {
  const { order, appliedOfferIds } = found;
  const { subtotal } = order;
  if (cart.offer === "none")
    return { taken: [], subtotal, discount: null, total: subtotal, wish: { noOffer: true } };
  const one = eligible(found).find(({ offerId }) => offerId === cart.offer);
  const promo = cart.promo && !(found.promoCodeProblem && !one) ? { promoCode: cart.promo } : {};
  if (one) {
    const wish = { offerId: one.offerId, ...promo };
    return { taken: [one], subtotal, discount: one.savings, total: one.total, wish };
  }
  const taken = eligible(found).filter(({ offerId }) => appliedOfferIds.includes(offerId));
  return { taken, subtotal, discount: order.offerDiscount, total: order.total, wish: promo };
}

// All that the server has to know to price an order.
export const wanted = (wish, more = {}) => ({ lines: lines(), customer: who(), ...wish, ...more });
