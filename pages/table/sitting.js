// What goes on in the table's session: orders, the bill that was asked for, and its end.

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

let [anew, following, held, unheard, ours, shownOver] = [null, false, false, null, null, null];

at("get-bill").addEventListener(
  "click",
  () => isBusy() || attemptTo("Asking for the bill…", requestBill, requestBill, anew),
);
at("leave-bill").addEventListener("click", leaveBill);

// Once, however often the table is looked at anew, which is what `load` does.
export function follow(load) {
  anew = load;
  if (following) return;
  following = true;
  connect(tellState);
  listen(
    NEWS,
    () => ({ code }),
    hear,
    (refused) => {
      following = false;
      stop(refused, load);
    },
  );
}

// What is heard while an order is on its way is looked at when its number is known.
export const hold = () => {
  held = true;
};

export function letGo(number) {
  [held, ours] = [false, number ?? ours];
  if (unheard) hear(unheard);
}

// The table as it is now. Its session is over when another, or none, is in its place.
export async function hear(seen) {
  unheard = held ? seen : null;
  if (held) return undefined;
  const { session } = seen;
  if (cart.session && cart.session !== session?.id) return ended(session);
  keep({ session: session?.id ?? null });
  showOrders(session, ours);
  // What others at the table have ordered can change what this cart saves.
  if (!at("free").open) refresh();
  at("get-bill").classList.toggle("asked", Boolean(session?.billRequestedAt));
  at("get-bill").textContent = session?.billRequestedAt ? "Show the bill" : "Get the bill";
  if (session && !at("bill").hidden)
    await billOf(cart.session).then(showBill, (refused) => stop(refused, anew));
  return undefined;
}

async function ended(session) {
  const over = cart.session;
  if (over === shownOver) return undefined;
  const bill = await billOf(over).catch((refused) => stop(refused, anew));
  // Whoever has left the bill meanwhile is not brought back to it.
  if (!bill || cart.session !== over) return undefined;
  closeSheet();
  if (at("free").open) at("free").close();
  if (!bill.lines.length) return start(session?.id ?? null);
  shownOver = over;
  at("ordered").hidden = true;
  return read(bill);
}

// Another party, or the same one again: the table is looked at anew.
function start(session) {
  [shownOver, ours] = [null, null];
  keep({ session, key: "" });
  hideBill();
  return anew();
}

function read(bill) {
  open(false);
  at("news").textContent = "";
  showBill(bill);
  at("bill-title").focus();
}

async function requestBill() {
  read(await getBill(cart.session));
  say("");
}

function leaveBill() {
  if (shownOver) return start(null);
  hideBill();
  open(true);
  at("menu-title").scrollIntoView();
  return refresh();
}

// The menu and the cart, or only the bill.
export function open(isOpen) {
  for (const id of ["menu", "cart"]) at(id).hidden = !isOpen;
}

function tellState(state) {
  at("connection").textContent =
    state === "offline" ? "Not connected: what others order will show when the connection is back." : "";
  at("page").dataset.state = state;
}
