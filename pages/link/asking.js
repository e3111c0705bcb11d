// How the API is asked about one link, and how its answers, and its silence, are read.

const endpoint = new URL(document.documentElement.dataset.api, location.href).href;
const token = location.pathname.split("/").at(-1);
const PATIENCE = 20_000;
const VIEW = `mutation View($token: String!) { recordView(token: $token) { ... on Refusal { code message } } }`;

export const recordView = () => ask(VIEW);

// What the one field says, or `{ code, message }` with `seconds` to wait after too many requests.
export async function ask(query, variables = {}) {
  try {
    return read(await send(JSON.stringify({ query, variables: { token, ...variables } })));
  } catch (error) {
    console.warn("The server did not answer:", error);
    return refusal("OUT_OF_REACH", "The server could not be reached. Check your connection, then try again.");
  }
}

async function send(body) {
  const headers = { "content-type": "application/json", accept: "application/graphql-response+json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(endpoint, { method: "POST", headers, body, signal, credentials: "omit" });
  const text = await response.text();
  // What stands before the server may answer in plain text.
  if (/^\s*\{/.test(text)) return JSON.parse(text);
  const retryAfter = Number(response.headers.get("retry-after"));
  const code = response.status === 429 ? "RATE_LIMITED" : "UNAVAILABLE";
  return { errors: [{ message: `HTTP ${response.status}`, extensions: { code, retryAfter } }] };
}

function read({ data, errors }) {
  const [said] = Object.values(data ?? {});
  if (said) return said;
  const { code, retryAfter } = errors[0].extensions ?? {};
  if (code === "RATE_LIMITED") return tooMany(retryAfter || 60);
  console.warn("The server refused:", errors[0].message);
  return refusal("UNAVAILABLE", "The server cannot answer just now. Try again in a moment.");
}

function tooMany(seconds) {
  const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
  return { ...refusal("RATE_LIMITED", `Too many requests. You can try again in ${wait}.`), seconds };
}

const refusal = (code, message) => ({ code, message });
