// What is asked of the API about one offer.

import { ask } from "./asking.js";

const OFFER = `fragment Shown on SharedOffer {
  state decisions kind title description status validFrom validUntil linkExpiresAt version authorName recipientName
  terms {
    ... on SharedQuoteTerms {
      customerName
      lines { description quantity unitPrice { text } taxRate net { text } tax { text } }
      totals { net { text } tax { text } total { text } }
    }
    ... on SharedIncentiveTerms {
      incentive {
        type incentiveAmount { minorUnits text } commissionPercentage minUnitsToSell termsAndConditions tierBasis
        tiers { fromUnits toUnits commissionPercentage }
      }
    }
    ... on SharedPromotionTerms { restaurantName rule conditions promoCode }
    ... on SharedSlotTerms { startsAt endsAt shop { name timeZone } deposit { text } }
  }
  answer { decision comment version createdAt }
  nextStep
}
fragment No on Refusal { code message }`;

const OPEN = `query Open($token: String!) { sharedOffer(token: $token) { ...Shown ...No } } ${OFFER}`;
const ANSWER = `mutation Answer($token: String!, $decision: Decision!, $version: Int!, $comment: String!) {
  respondToShare(token: $token, decision: $decision, version: $version, comment: $comment) { ...Shown ...No }
} ${OFFER}`;

export const open = () => ask(OPEN);
export const answer = (decision, version, comment) => ask(ANSWER, { decision, version, comment });
