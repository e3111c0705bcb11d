// Requests to the API about one link.

import { post, refusalOf } from "./posting.js";

const token = location.pathname.split("/").at(-1);
const VIEW = `mutation View($token: String!) { recordView(token: $token) { ... on Refusal { code message } } }`;

export const recordView = () => ask(VIEW);

// Returns the value of the only field, or `{ code, message }` with `seconds` to wait after too many requests.
export async function ask(query, variables = {}) {
  const { data, errors } = await post(query, { token, ...variables });
  const [response] = Object.values(data ?? {});
  return response || refusalOf(errors[0]);
}
