// The queries about one offer, which the server also sends for readers without scripts.

import { ask } from "./asking.js";
import { refusalOf } from "./posting.js";

const SHOWN = new URL("shown.graphql", import.meta.url);
const OPEN = "query Open($token: String!) { sharedOffer(token: $token) { ...Shown ...No } }";
const ANSWER = `mutation Answer($token: String!, $decision: Decision!, $version: Int!, $comment: String!) {
  respondToShare(token: $token, decision: $decision, version: $version, comment: $comment) { ...Shown ...No }
}`;

let fragments = "";

export const open = () => askShown(OPEN);
export const answer = (decision, version, comment) => askShown(ANSWER, { decision, version, comment });

async function askShown(operation, variables) {
  try {
    fragments ||= await loadFragments();
  } catch (error) {
    return refusalOf({ message: String(error), extensions: { code: "OUT_OF_REACH" } });
  }
  return ask(`${operation} ${fragments}`, variables);
}

async function loadFragments() {
  const response = await fetch(SHOWN, { credentials: "omit" });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}
