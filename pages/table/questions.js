// The queries about a table, its cart and its orders. Every figure on the page comes from here.

import { ask } from "./api.js";

export const code = location.pathname.split("/").at(-1);

const NO = `fragment No on Refusal {
  __typename code message field
  currentOrder { total { minorUnits } }
}`;
const SESSION = `fragment Sitting on TableSession {
  id billRequestedAt
  orders {
    number cancelledAt explanation total { minorUnits }
    lines { name quantity listPrice isFreeItem }
  }
}`;
const TABLE = `query Table($code: String!) {
  table(code: $code) {
    label restaurantName currency currencyDigits items { id name category price } session { ...Sitting }
  }
} ${SESSION}`;
export const NEWS = `subscription News($code: String!) { table(code: $code) { session { ...Sitting } } } ${SESSION}`;
const OFFERS = `query Offers($code: String!, $cart: [CartLineInput!]!, $promo: String, $who: GuestInput) {
  compareOffers(tableCode: $code, cart: $cart, promoCode: $promo, customer: $who) {
    ... on OfferComparisons {
      appliedOfferIds promoCodeProblem
      order { ...Figures lines { itemId name quantity amount { minorUnits } } }
      best { ...Compared } others { ...Compared } notEligible { ...Compared }
    }
    ...No
  }
}
fragment Figures on OrderFigures {
  subtotal { minorUnits } offerDiscount { minorUnits } total { minorUnits }
}
fragment Compared on OfferComparison {
  offerId title description level validUntil priority
  savings { minorUnits } difference { minorUnits } total { minorUnits }
  freeItems { quantity options { id name } }
  missing { message }
  hint { quantity message item { id name } }
} ${NO}`;
const PRICE = `query Price($code: String!, $input: OrderInput!) {
  priceOrder(tableCode: $code, input: $input) { ... on OrderFigures { total { minorUnits } lines { isFreeItem } } ...No }
} ${NO}`;
const SIT = `mutation Sit($code: String!, $who: GuestInput) {
  openTableSession(tableCode: $code, customer: $who) { ... on TableSession { id } ...No }
} ${NO}`;
const ORDER = `mutation Order($session: UUID!, $input: OrderInput!, $key: String!) {
  placeOrder(sessionId: $session, input: $input, idempotencyKey: $key) { ... on Order { number } ...No }
} ${NO}`;
const BILL = `fragment Shown on Bill {
  isFinal session { billRequestedAt }
  lines { orderNumber name quantity listPrice { minorUnits } total { minorUnits } isFreeItem }
  appliedOffers { title amount { minorUnits } explanation }
  taxes { name rate amount { minorUnits } }
  subtotal { minorUnits } offerDiscount { minorUnits } sessionDiscount { minorUnits }
  saved { minorUnits } total { minorUnits }
}`;
const THE_BILL = `query Bill($session: UUID!) { bill(sessionId: $session) { ...Shown ...No } } ${BILL} ${NO}`;
const GET_BILL = `mutation GetBill($session: UUID!) { requestBill(sessionId: $session) { ...Shown ...No } }
${BILL} ${NO}`;

export const table = () => ask(TABLE, { code });
export const offersFor = (cart, promo, who) => ask(OFFERS, { code, cart, promo, who });
export const priceOf = (input) => ask(PRICE, { code, input });
export const sitDown = (who) => ask(SIT, { code, who });
export const placeOrder = (session, input, key) => ask(ORDER, { session, input, key });
export const billOf = (session) => ask(THE_BILL, { session });
export const getBill = (session) => ask(GET_BILL, { session });
