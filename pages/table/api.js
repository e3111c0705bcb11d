// What the page asks the API.

import { Refused, post, refusalOf } from "./posting.js";

// The API's own sentence says these best.
const IN_ITS_WORDS = ["NOT_FOUND", "BAD_INPUT"];

// What the one field says; where it may be refused, its query spreads `...No`.
export async function ask(query, variables) {
  const { data, errors } = await post(query, variables);
  if (errors) throw refused(errors[0]);
  const [said] = Object.values(data);
  if (said.__typename === "Refusal") throw new Refused(said);
  return said;
}

export function refused(error) {
  const { code } = error.extensions ?? {};
  return new Refused(IN_ITS_WORDS.includes(code) ? { code, message: error.message } : refusalOf(error));
}
