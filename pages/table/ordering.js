// Placing an order: exactly what was shown, once.

import { attempt, cart, clear, keep, who } from "./cart.js";
import { wanted } from "./choice.js";
import { changed, choice, refresh } from "./comparing.js";
import { at } from "./element.js";
import { askAboutFree } from "./gift.js";
import { money } from "./money.js";
import { isBusy, say, stop } from "./notice.js";
import { placeOrder, sitDown, table } from "./questions.js";
import { hear, hold, letGo } from "./sitting.js";
import { attemptTo } from "./trying.js";

const EARLIER = "An earlier try of this order may have reached the kitchen: look at the orders below first.";

// Whoever goes back to the cart finds what holds by then.
at("free").addEventListener("close", () => isBusy() || refresh());

// `anew` looks at the table as it is now.
export function beginOrder(anew) {
  if (!isBusy()) askAboutFree(choice(), (more) => order(more, anew));
}

function order(more, anew) {
  return attemptTo(
    "Sending your order…",
    async () => {
      const number = await alone(more);
      clear();
      at("news").textContent = "";
      at("code").value = "";
      changed();
      say(`Order ${number} is placed: the kitchen has it.`, "good");
      // It is placed, whatever becomes of looking at it.
      await table().then(hear, (refused) => stop(refused, anew));
      at("ordered-title").focus();
    },
    () => order(more, anew),
    (refused) => overtaken(refused, anew),
  );
}

// Nothing goes into the cart meanwhile, and this phone's own order is no news to it.
async function alone(more) {
  const { wish, total } = choice();
  const input = wanted(wish, { expectedTotal: total.minorUnits, ...more });
  setInert(true);
  hold();
  let number = null;
  try {
    keep({ session: cart.session ?? (await sitDown(who())).id });
    ({ number } = await placeOrder(cart.session, input, attempt()));
    return number;
  } finally {
    letGo(number);
    setInert(false);
  }
}

function setInert(inert) {
  for (const id of ["menu", "cart"]) at(id).inert = inert;
}

// The order was not taken as it was shown: it is shown as it is now, and asked again.
async function overtaken(refused, anew) {
  keep(refused.field === "offerId" ? { key: "", offer: "best" } : { key: "" });
  await anew();
  if (at("menu").hidden) return;
  say(whyNot(refused), "warning");
  at("notice").focus();
}

function whyNot({ code, message, currentOrder }) {
  if (code === "IDEMPOTENCY_MISMATCH") return EARLIER;
  return currentOrder ? `${message} It now comes to ${money(currentOrder.total)}.` : message;
}
