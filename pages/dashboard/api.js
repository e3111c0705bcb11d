// The dashboard's requests to the API, with the session of the user who is signed in.

import { deviceOf, keepDevice } from "./devices.js";
import { Refused, post, refusalOf } from "./posting.js";
import { bearer, forget, keep, session } from "./session.js";

// For these codes the page shows the sentence of the API.
const IN_ITS_WORDS = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "BAD_INPUT", "NOT_CONFIGURED"];
export const LEFT = "LEFT";
const NO = "fragment No on Refusal { __typename code message }";
const SIGN_IN = `mutation SignIn($email: String!, $password: String!, $device: String) {
  signIn(email: $email, password: $password, device: $device) {
    ... on SignedIn { token device user { name role } } ...No
  }
}`;
const SIGN_OUT = "mutation SignOut { signOut { __typename } }";

// Returns the data. Refuses with LEFT if the user has signed out meanwhile.
export async function ask(query, variables = {}) {
  const asker = session()?.token;
  const { data, errors } = await post(query, variables, bearer());
  if (session()?.token !== asker) throw new Refused({ code: LEFT, message: "" });
  if (errors) throw refused(errors[0]);
  return data;
}

// Returns the result of the only mutation; its query spreads `...No`.
export async function act(query, variables = {}) {
  const [answer] = Object.values(await ask(`${query} ${NO}`, variables));
  if (answer.__typename === "Refusal") throw new Refused(answer);
  return answer;
}

export async function signIn(email, password) {
  forget();
  const signedIn = await act(SIGN_IN, { email, password, device: deviceOf(email) });
  keepDevice(email, signedIn.device);
  keep(signedIn);
}

// The browser forgets the token immediately, even if the request that ends the session fails.
export function signOut() {
  const request = post(SIGN_OUT, {}, bearer());
  forget();
  return request;
}

export function refused(error) {
  const code = error.extensions?.code;
  return new Refused(IN_ITS_WORDS.includes(code) ? { code, message: error.message } : refusalOf(error));
}
