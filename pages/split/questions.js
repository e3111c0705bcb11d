// The queries about one invitation.

import { ask } from "./asking.js";

const OPEN = `query Invite($token: String!) {
  splitInvite(token: $token) {
    ... on SplitInvite {
      projectName description deadline linkExpiresAt inviterName version round note status state decisions notice
      setAside { isReopened }
      agreementHash
      participants { place name role master publishing status isYou before { master publishing } }
      you { place name role master publishing status }
      answer { decision at version comment counter { master publishing } signature { text drawn } }
      agreement { version hash content signers { place name role at } }
    }
    ... on Refusal { code message }
  }
}`;
const ANSWER = `mutation Answer(
  $token: String!, $decision: Decision!, $version: Int!, $comment: String!, $split: SplitAnswerInput
) {
  respondToShare(token: $token, decision: $decision, version: $version, comment: $comment, split: $split) {
    ... on SharedOffer { state }
    ... on Refusal { code message }
  }
}`;

export const open = () => ask(OPEN);
export const answer = (decision, version, input) => ask(ANSWER, { decision, version, ...input });
