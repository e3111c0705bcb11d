// Requests to the API, and errors when it does not answer.

export const endpoint = new URL(document.documentElement.dataset.api, location.href).href;

const PATIENCE = 20_000;

// A refusal: `message` for the reader and `code` for the page, with the other fields of the refusal.
export class Refused extends Error {
  constructor({ message, ...more }) {
    super(message);
    Object.assign(this, more);
  }
}

// Returns the answer of the API. A failure on the way becomes an error in the same form.
export async function post(query, variables, headers = {}) {
  try {
    return await send(JSON.stringify({ query, variables }), headers);
  } catch (error) {
    console.warn("The server did not answer:", error);
    return { errors: [{ message: String(error), extensions: { code: "OUT_OF_REACH" } }] };
  }
}

async function send(body, more) {
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json",
    ...more,
  };
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(endpoint, { method: "POST", headers, body, signal, credentials: "omit" });
  const text = await response.text();
  // A proxy in front of the server may answer in plain text.
  if (/^\s*\{/.test(text)) return JSON.parse(text);
  const retryAfter = Number(response.headers.get("retry-after"));
  const code = response.status === 429 ? "RATE_LIMITED" : "UNAVAILABLE";
  return { errors: [{ message: `HTTP ${response.status}`, extensions: { code, retryAfter } }] };
}

// Words an error for the reader: `{ code, message }`, with `seconds` to wait after too many requests.
export function refusalOf({ message, extensions }) {
  const { code, retryAfter } = extensions ?? {};
  if (code === "RATE_LIMITED") return tooMany(retryAfter || 60);
  if (code === "OUT_OF_REACH") {
    return { code, message: "The server could not be reached. Check your connection, then try again." };
  }
  console.warn("The server refused:", message);
  return { code: "UNAVAILABLE", message: "The server cannot answer right now. Try again in a moment." };
}

function tooMany(seconds) {
  const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
  return { code: "RATE_LIMITED", message: `Too many requests. You can try again in ${wait}.`, seconds };
}
