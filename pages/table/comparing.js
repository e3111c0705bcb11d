// The cart as the server compares and prices it, after each change.

import { cart, change, isEmpty, keep, lines, remove, customer } from "./cart.js";
import { currentChoice } from "./choice.js";
import { at } from "./element.js";
import { setStale, showCart, showFigures } from "./figures.js";
import { showCounts } from "./menu.js";
import { begin, finish, stop } from "./notice.js";
import { showOffers } from "./offers.js";
import { offersFor } from "./questions.js";
import { closeSheet, showSheet } from "./sheet.js";

const CALM = 200;

let [comparisons, turn, timer, hasFailed, onOutdated] = [null, 0, 0, false, null];

export const choice = () => currentChoice(comparisons);

// Sets what to do when the menu has changed.
export const setOnOutdated = (reload) => {
  onOutdated = reload;
};

export function refreshCart() {
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
  return refreshCart();
}

function leaveOut(id) {
  remove(id);
  refreshCart();
  if (isEmpty()) at("cart-title").focus();
}

// Sends one request for several taps in a row; an answer about an earlier cart is ignored.
export function refresh() {
  showCart();
  clearTimeout(timer);
  turn += 1;
  if (isEmpty()) return closeSheet();
  setStale(true);
  timer = setTimeout(compare, CALM);
  return undefined;
}

async function compare() {
  const turnOfRequest = turn;
  try {
    const answer = await offersFor(lines(), cart.promo || null, customer());
    if (turnOfRequest === turn) show(answer);
  } catch (refused) {
    if (turnOfRequest === turn) showRefusal(refused);
  }
}

function showRefusal(refused) {
  if (refused.field?.startsWith("cart.")) return onOutdated();
  if (refused.field?.startsWith("customer")) return showCodeStatus(refused.message);
  hasFailed = true;
  return stop(refused, compare);
}

function show(answer) {
  comparisons = answer;
  showFigures(comparisons, choice(), leaveOut);
  showOffers(comparisons, act);
  showSheet(comparisons, act);
  showCodeStatus(comparisons.promoCodeProblem ?? (cart.promo ? `The code ${cart.promo} is good.` : ""));
  setStale(false);
  if (hasFailed) clearFailure();
}

function clearFailure() {
  hasFailed = false;
  begin("");
  finish();
}

const showCodeStatus = (text) => {
  at("code-said").textContent = text;
};
