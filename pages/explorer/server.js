// The addresses of this server, and the reading of its answers.

export const endpoint = new URL(location.pathname, location.origin).href;
export const socketEndpoint = endpoint.replace(/^http/, "ws");

// A proxy or a limit may answer in plain text, but GraphiQL understands only JSON.
export async function fetchJson(url, request) {
  const text = await (await fetch(url, request).catch(unreached)).text();
  return { json: () => (/^\s*\{/.test(text) ? JSON.parse(text) : { errors: [{ message: text }] }) };
}

// A user who stops an operation gets no message about it.
function unreached(error) {
  if (error.name === "AbortError") throw error;
  return new Response("The server could not be reached. Check your connection, then try again.");
}
