// The page's requests to the API.

import { Refused, post, refusalOf } from "./posting.js";

// For these codes the page shows the sentence of the API.
const OWN_MESSAGE_CODES = ["NOT_FOUND", "BAD_INPUT"];

// Returns the value of the only field; a query that may be refused spreads `...No`.
export async function ask(query, variables) {
  const { data, errors } = await post(query, variables);
  if (errors) throw refused(errors[0]);
  const [answer] = Object.values(data);
  if (answer.__typename === "Refusal") throw new Refused(answer);
  return answer;
}

export function refused(error) {
  const { code } = error.extensions ?? {};
  return new Refused(OWN_MESSAGE_CODES.includes(code) ? { code, message: error.message } : refusalOf(error));
}
