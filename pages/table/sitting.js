// The session of the table: its orders, the requested bill, and its end.

import { hideBill, showBill } from "./bill.js";
import { cart, keep } from "./cart.js";
import { refresh } from "./comparing.js";
import { at } from "./element.js";
import { isBusy, say, stop } from "./notice.js";
import { showOrders } from "./orders.js";
import { billOf, code, getBill, NEWS } from "./questions.js";
import { closeSheet } from "./sheet.js";
import { connect, listen } from "./socket.js";
import { attemptTo } from "./trying.js";

let [reload, isFollowing, isPaused, pendingState, ownNumber, endedSession] = [
  null,
  false,
  false,
  null,
  null,
  null,
];

at("get-bill").addEventListener(
  "click",
  () => isBusy() || attemptTo("Asking for the bill…", requestBill, requestBill, reload),
);
at("leave-bill").addEventListener("click", leaveBill);

// Follows the table once, however often `load` is called.
export function follow(load) {
  reload = load;
  if (isFollowing) return;
  isFollowing = true;
  connect(showConnection);
  listen(
    NEWS,
    () => ({ code }),
    showState,
    (refused) => {
      isFollowing = false;
      stop(refused, load);
    },
  );
}

// Updates that arrive while an order is sent are shown once its number is known.
export const pauseUpdates = () => {
  isPaused = true;
};

export function resumeUpdates(number) {
  [isPaused, ownNumber] = [false, number ?? ownNumber];
  if (pendingState) showState(pendingState);
}

// Shows the current state of the table. The session has ended if another, or none, is in its place.
export async function showState(table) {
  pendingState = isPaused ? table : null;
  if (isPaused) return undefined;
  const { session } = table;
  if (cart.session && cart.session !== session?.id) return endSession(session);
  keep({ session: session?.id ?? null });
  showOrders(session, ownNumber);
  // Orders of other guests at the table can change what this cart saves.
  if (!at("free").open) refresh();
  at("get-bill").classList.toggle("asked", Boolean(session?.billRequestedAt));
  at("get-bill").textContent = session?.billRequestedAt ? "Show the bill" : "Get the bill";
  if (session && !at("bill").hidden) await refreshBill(session.id);
  return undefined;
}

async function endSession(session) {
  const sessionId = cart.session;
  if (sessionId === endedSession) return undefined;
  const bill = await billOf(sessionId).catch((refused) => stop(refused, reload));
  // A guest who has left the bill in the meantime is not brought back to it.
  if (!bill || cart.session !== sessionId) return undefined;
  closeSheet();
  if (at("free").open) at("free").close();
  if (!bill.lines.length) return start(session?.id ?? null);
  endedSession = sessionId;
  at("ordered").hidden = true;
  return openBill(bill);
}

// A new session, of another party or the same: loads the table again.
function start(session) {
  [endedSession, ownNumber] = [null, null];
  keep({ session, key: "" });
  hideBill();
  return reload();
}

function openBill(bill) {
  open(false);
  at("news").textContent = "";
  showBill(bill);
  at("bill-title").focus();
}

async function requestBill() {
  const sessionId = cart.session;
  const bill = await getBill(sessionId);
  if (!hasEnded(sessionId)) openBill(bill);
  say("");
}

async function refreshBill(sessionId) {
  const bill = await billOf(sessionId).catch((refused) => stop(refused, reload));
  if (bill && !hasEnded(sessionId)) showBill(bill);
}

// The final bill stays: one that was asked for earlier may arrive after it.
const hasEnded = (sessionId) => endedSession === sessionId;

function leaveBill() {
  if (endedSession) return start(null);
  hideBill();
  open(true);
  at("menu-title").scrollIntoView();
  return refresh();
}

// The menu and the cart, or only the bill.
export function open(isOpen) {
  for (const id of ["menu", "cart"]) at(id).hidden = !isOpen;
}

function showConnection(state) {
  at("connection").textContent =
    state === "offline" ? "Not connected: what others order will show when the connection is back." : "";
  at("page").dataset.state = state;
}
