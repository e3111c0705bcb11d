// The signed-in user: the token of this browser tab, and the headers that carry it.

import { deviceOf, keepDevice } from "./devices.js";
import { endpoint, fetchJson } from "./server.js";

const KEPT_AS = "proffer.session";
const SIGN_IN = `mutation SignIn($email: String!, $password: String!, $device: String) {
  signIn(email: $email, password: $password, device: $device) {
    __typename
    ... on SignedIn { token device user { name role } }
    ... on Refusal { message }
  }
}`;
const SIGN_OUT = "mutation SignOut { signOut { __typename } }";
const WHO = "query Who { me { name role } }";

export const session = () => JSON.parse(sessionStorage.getItem(KEPT_AS));

// The browser forgets the token immediately, even if the request that ends the session fails.
export function signOut() {
  const headers = withToken();
  sessionStorage.removeItem(KEPT_AS);
  return ask(SIGN_OUT, {}, headers).then(
    ({ errors }) => errors && console.warn("The session was not ended.", errors),
  );
}

export async function signIn(email, password) {
  const { data, errors } = await ask(SIGN_IN, { email, password, device: deviceOf(email) });
  if (data?.signIn?.__typename !== "SignedIn") {
    throw new Error(data?.signIn?.message ?? errors?.[0]?.message ?? "Signing in did not work.");
  }
  const { token, device, user } = data.signIn;
  keepDevice(email, device);
  sessionStorage.setItem(KEPT_AS, JSON.stringify({ token, user }));
}

// A token outlives its session when the server forgot or revoked it: better to say so than to refuse every query.
export async function stillSignedIn() {
  const { data, errors } = await ask(WHO, {}, withToken());
  return data?.me !== null && !errors?.some((error) => error.extensions?.code === "UNAUTHENTICATED");
}

// A header typed in the headers editor wins over the session's own, however it is spelled.
export function withToken(typed = {}) {
  const own = session() ? { Authorization: `Bearer ${session().token}` } : {};
  const properly = (name) => (/^authorization$/i.test(name) ? "Authorization" : name);
  const headers = Object.entries(typed).map(([name, value]) => [properly(name), value]);
  return { ...own, ...Object.fromEntries(headers) };
}

async function ask(query, variables, headers = {}) {
  const sent = { "Content-Type": "application/json", ...headers };
  const body = JSON.stringify({ query, variables });
  return (await fetchJson(endpoint, { method: "POST", headers: sent, body })).json();
}
