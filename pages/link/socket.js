// One WebSocket for all subscriptions. It reconnects by itself, and each subscription continues after its last event.

import { refused } from "./api.js";
import { endpoint } from "./posting.js";
import { bearer } from "./session.js";

const PROTOCOL = "graphql-transport-ws";
const [SHORTEST, LONGEST, STEADY, PULSE] = [500, 20_000, 10_000, 20_000];
// The session has ended or was never valid, so that reconnecting would not help.
const ENDED = [4401, 4403];
const LASTING = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "BAD_INPUT"];

const listeners = new Map();
let [socket, tell, waiting, pulse] = [];
let [tries, openedAt, number, alive] = [0, 0, 0, true];

// Calls `listener` with "online", "offline" or "ended".
export function connect(listener) {
  tell = listener;
  tries = 0;
  open();
}

export function disconnect() {
  clearTimeout(waiting);
  clearInterval(pulse);
  listeners.clear();
  const left = socket;
  socket = undefined;
  left?.close();
}

// Calls `variables` for each connection, so that it can name the last cursor. Returns a function that stops.
export function listen(query, variables, hear, refuse = console.warn) {
  const id = String(++number);
  listeners.set(id, { query, variables, hear, refuse });
  if (socket?.ready) subscribe(id);
  return () => {
    if (listeners.delete(id) && socket?.ready) send({ id, type: "complete" });
  };
}

addEventListener("online", () => waiting && again());
// The device notices long before a missing answer of the server does.
addEventListener("offline", () => socket && lost());

function open() {
  const connection = new WebSocket(endpoint.replace(/^http/, "ws"), PROTOCOL);
  socket = connection;
  openedAt = Date.now();
  connection.onopen = () => send({ type: "connection_init", payload: bearer() });
  connection.onmessage = ({ data }) => socket === connection && read(JSON.parse(data));
  connection.onclose = ({ code }) => socket === connection && lost(code);
}

const send = (message) => socket.send(JSON.stringify(message));

function subscribe(id) {
  const { query, variables } = listeners.get(id);
  send({ id, type: "subscribe", payload: { query, variables: variables() } });
}

function read({ type, id, payload }) {
  alive = true;
  if (type === "ping") send({ type: "pong" });
  if (type === "connection_ack") begin();
  if (type === "next" && payload.data) listeners.get(id)?.hear(Object.values(payload.data)[0]);
  if (type === "error" || payload?.errors) stopped(id, (payload.errors ?? payload)[0]);
  if (type === "complete" && listeners.has(id)) socket.close();
}

function begin() {
  socket.ready = true;
  for (const id of listeners.keys()) subscribe(id);
  pulse = setInterval(beat, PULSE);
  tell("online");
}

// A subscription with a temporary error is tried again with the next connection.
function stopped(id, error) {
  if (!LASTING.includes(error.extensions?.code)) return socket.close();
  const { refuse } = listeners.get(id) ?? {};
  listeners.delete(id);
  refuse?.(refused(error));
}

// A phone that slept or changed its network does not close the socket by itself.
function beat() {
  if (!alive) return lost();
  alive = false;
  send({ type: "ping" });
}

function lost(code) {
  clearInterval(pulse);
  const left = socket;
  socket = undefined;
  left.close();
  alive = true;
  if (ENDED.includes(code)) return tell("ended");
  tries = Date.now() - openedAt > STEADY ? 0 : tries + 1;
  tell("offline");
  waiting = setTimeout(again, Math.min(LONGEST, SHORTEST * 2 ** tries) * (0.5 + Math.random() / 2));
}

function again() {
  clearTimeout(waiting);
  waiting = undefined;
  open();
}
