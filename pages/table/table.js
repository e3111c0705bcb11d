// The story of the page: see the table, fill the cart, order, order again, get the bill.

import { hideBill, showBill } from "./bill.js";
import { attempt, cart, change, clear, isEmpty, keep, keepOnly, lines, who } from "./cart.js";
import { chosen, wanted } from "./choice.js";
import { at, plain } from "./element.js";
import { setStale, showCart, showFigures } from "./figures.js";
import { askAboutFree } from "./gift.js";
import { showCounts, showMenu } from "./menu.js";
import { money, payIn } from "./money.js";
import { begin, finish, isBusy, say, stop } from "./notice.js";
import { showOffers } from "./offers.js";
import { showOrders } from "./orders.js";
import { billOf, code, getBill, NEWS, offersFor, placeOrder, sitDown, table } from "./questions.js";
import { closeSheet, showSheet } from "./sheet.js";
import { connect, listen } from "./socket.js";

const CALM = 200;
const GONE = "Something in your cart is no longer on the menu, so it was taken out.";
const EARLIER = "An earlier try of this order may have reached the kitchen: look at the orders below first.";
const NOTHING = "This restaurant takes no orders just now. Ask the staff.";

let [found, turn, soon, ours] = [null, 0, 0, null];
let [failed, following, placing, unheard] = [false, false, false, null];

at("promo").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ promo: at("code").value.trim(), phone: at("phone").value.trim(), offer: "best" });
});
at("phone").addEventListener("change", () => choose({ phone: at("phone").value.trim() }));
at("order").addEventListener("click", () => isBusy() || askAboutFree(chosen(found), order));
at("get-bill").addEventListener("click", () => isBusy() || attemptTo("Asking for the bill…", requestBill, undefined, load));
at("leave-bill").addEventListener("click", leaveBill);
load();

function load() {
  return attemptTo("Opening the table…", async () => {
    const seen = await table();
    showPlace(seen);
    await hear(seen);
    follow();
  }, load);
}

// Once, however often the table is looked at anew.
function follow() {
  if (following) return;
  following = true;
  connect(tellState);
  listen(NEWS, () => ({ code }), hear, (refused) => { following = false; stop(refused, load); });
}

function showPlace({ restaurantName, label, currency, currencyDigits, items }) {
  document.title = plain(restaurantName);
  at("restaurant").textContent = plain(restaurantName);
  at("label").textContent = plain(label);
  payIn(currency, currencyDigits);
  const gone = keepOnly(items.map(({ id }) => id));
  showMenu(items, changed);
  [at("code").value, at("phone").value] = [cart.promo, cart.phone];
  at("place").hidden = false;
  open(true);
  if (!items.length) say(NOTHING, "warning");
  else if (gone) say(GONE, "warning");
  refresh();
}

// The menu and the cart, or only the bill.
function open(isOpen) {
  for (const id of ["menu", "cart"]) at(id).hidden = !isOpen;
  if (!isOpen) at("to-cart").hidden = true;
}

// What the table is now. Its session is over when another, or none, is in its place.
async function hear(seen) {
  if (placing) {
    unheard = seen;
    return undefined;
  }
  const { session } = seen;
  if (cart.session && cart.session !== session?.id) return ended(session);
  keep({ session: session?.id ?? null });
  showOrders(session, ours);
  at("get-bill").textContent = session?.billRequestedAt ? "Show the bill" : "Get the bill";
  if (session && !at("bill").hidden) await billOf(cart.session).then(showBill, (refused) => stop(refused, load));
  return undefined;
}

async function ended(session) {
  const over = cart.session;
  const bill = await billOf(over).catch((refused) => stop(refused, load));
  // Whoever has left the bill meanwhile is not brought back to it.
  if (!bill || cart.session !== over) return;
  closeSheet();
  if (at("free").open) at("free").close();
  if (!bill.lines.length) return start(session?.id ?? null);
  at("ordered").hidden = true;
  open(false);
  showBill(bill);
  at("bill-title").focus();
}

function leaveBill() {
  hideBill();
  if (at("ordered").hidden) return start(null);
  open(true);
  at("menu-title").scrollIntoView();
  refresh();
  return undefined;
}

// Another party, or the same one again: the table is looked at anew.
function start(session) {
  keep({ session, key: "" });
  hideBill();
  return load();
}

function changed() {
  showCounts();
  refresh();
}

function choose(changes) {
  keep({ ...changes, key: "" });
  refresh();
}

function act({ offer, item, quantity }) {
  if (item) change(item, quantity);
  else keep({ offer, key: "" });
  changed();
}

// The server is asked once for several taps in a row; of two answers the later one counts.
function refresh() {
  showCart();
  clearTimeout(soon);
  if (isEmpty()) return closeSheet();
  setStale(true);
  soon = setTimeout(compare, CALM);
  return undefined;
}

async function compare() {
  const mine = ++turn;
  try {
    const compared = await offersFor(lines(), cart.promo || null, who());
    if (mine !== turn) return;
    show(compared);
    if (failed) begin("");
    failed = false;
    finish();
  } catch (refused) {
    if (mine === turn) notCompared(refused);
  }
}

function notCompared(refused) {
  if (refused.field?.startsWith("cart")) return load();
  if (refused.field?.startsWith("customer")) return tellOfCode(refused.message);
  failed = true;
  return stop(refused, compare);
}

function show(compared) {
  found = compared;
  const choice = chosen(found);
  showFigures(found, choice);
  showOffers(found, act);
  showSheet(found, act);
  tellOfCode(found.promoCodeProblem ?? (cart.promo ? `The code ${cart.promo} is good.` : ""));
  setStale(false);
}

const tellOfCode = (text) => { at("code-said").textContent = text; };

async function order(more) {
  const { wish, total } = chosen(found);
  await attemptTo("Sending your order…", async () => {
    const session = cart.session ?? (await sitDown(who())).id;
    keep({ session });
    const input = wanted(wish, { expectedTotal: total.minorUnits, ...more });
    ours = (await send(session, input)).number;
    clear();
    at("code").value = "";
    changed();
    say(`Order ${ours} is placed: the kitchen has it.`, "good");
    showOrders((await table()).session, ours);
    at("ordered-title").focus();
  }, () => order(more), overtaken);
}

// Its own order is no news to this phone, which may hear of it before its answer comes.
async function send(session, input) {
  placing = true;
  try {
    const made = await placeOrder(session, input, attempt());
    unheard = null;
    return made;
  } finally {
    placing = false;
    if (unheard) hear(unheard);
    unheard = null;
  }
}

// The order was not taken as it was shown: it is shown as it is now, and asked again.
async function overtaken(refused) {
  keep(refused.field === "offerId" ? { key: "", offer: "best" } : { key: "" });
  await load();
  if (!at("menu").hidden) {
    say(whyNot(refused), "warning");
    at("notice").focus();
  }
}

function whyNot({ code: why, message, currentOrder }) {
  if (why === "IDEMPOTENCY_MISMATCH") return EARLIER;
  return currentOrder ? `${message} It now comes to ${money(currentOrder.total)}: look at it, then order again.` : message;
}

async function requestBill() {
  showBill(await getBill(cart.session));
  open(false);
  say("");
  at("bill-title").focus();
}

// What the server has decided is shown; what may pass by itself can be tried again.
async function attemptTo(doing, work, again = () => attemptTo(doing, work), decided = null) {
  begin(doing);
  try {
    await work();
    if (at("notice").textContent === doing) say("");
  } catch (refused) {
    if (!refused.code) throw refused;
    finish();
    if (decided && !["OUT_OF_REACH", "UNAVAILABLE", "RATE_LIMITED"].includes(refused.code)) return decided(refused);
    stop(refused, again);
  } finally {
    finish();
  }
  return undefined;
}

function tellState(state) {
  at("connection").textContent = state === "offline"
    ? "Not connected: what others order will show when the connection is back." : "";
  at("page").dataset.state = state;
}
