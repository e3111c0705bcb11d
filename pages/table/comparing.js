// The cart as the server compares and prices it, anew after each change.

import { cart, change, isEmpty, keep, lines, remove, who } from "./cart.js";
import { chosen } from "./choice.js";
import { at } from "./element.js";
import { setStale, showCart, showFigures } from "./figures.js";
import { showCounts } from "./menu.js";
import { begin, finish, stop } from "./notice.js";
import { showOffers } from "./offers.js";
import { offersFor } from "./questions.js";
import { closeSheet, showSheet } from "./sheet.js";

const CALM = 200;

let [found, turn, soon, failed, outdated] = [null, 0, 0, false, null];

export const choice = () => chosen(found);

// What to do when the menu is not what it was.
export const whenOutdated = (does) => {
  outdated = does;
};

export function changed() {
  showCounts();
  refresh();
}

export function choose(changes) {
  keep({ ...changes, key: "" });
  refresh();
}

function act({ offer, item, quantity }) {
  if (!item) return choose({ offer });
  change(item, quantity);
  return changed();
}

function leaveOut(id) {
  remove(id);
  changed();
  if (isEmpty()) at("cart-title").focus();
}

// The server is asked once for several taps in a row; what it says of an earlier cart counts for nothing.
export function refresh() {
  showCart();
  clearTimeout(soon);
  turn += 1;
  if (isEmpty()) return closeSheet();
  setStale(true);
  soon = setTimeout(compare, CALM);
  return undefined;
}

async function compare() {
  const mine = turn;
  try {
    const compared = await offersFor(lines(), cart.promo || null, who());
    if (mine === turn) show(compared);
  } catch (refused) {
    if (mine === turn) notCompared(refused);
  }
}

function notCompared(refused) {
  if (refused.field?.startsWith("cart.")) return outdated();
  if (refused.field?.startsWith("customer")) return tellOfCode(refused.message);
  failed = true;
  return stop(refused, compare);
}

function show(compared) {
  found = compared;
  showFigures(found, choice(), leaveOut);
  showOffers(found, act);
  showSheet(found, act);
  tellOfCode(found.promoCodeProblem ?? (cart.promo ? `The code ${cart.promo} is good.` : ""));
  setStale(false);
  if (failed) recovered();
}

function recovered() {
  failed = false;
  begin("");
  finish();
}

const tellOfCode = (text) => {
  at("code-said").textContent = text;
};
