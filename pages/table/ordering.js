// Places an order: exactly what was shown, and only once.

import { attempt, cart, clear, keep, customer } from "./cart.js";
import { orderInput } from "./choice.js";
import { refreshCart, choice, refresh } from "./comparing.js";
import { at } from "./element.js";
import { askAboutFree } from "./gift.js";
import { money } from "./money.js";
import { isBusy, say, stop } from "./notice.js";
import { placeOrder, sitDown, table } from "./questions.js";
import { showState, pauseUpdates, resumeUpdates } from "./sitting.js";
import { attemptTo } from "./trying.js";

const EARLIER_ATTEMPT =
  "An earlier try of this order may have reached the kitchen: look at the orders below first.";

// Going back to the cart compares it again.
at("free").addEventListener("close", () => isBusy() || refresh());

// `reload` loads the current state of the table.
export function beginOrder(reload) {
  if (!isBusy()) askAboutFree(choice(), (more) => order(more, reload));
}

function order(more, reload) {
  return attemptTo(
    "Sending your order…",
    async () => {
      const number = await sendOrder(more);
      clear();
      at("news").textContent = "";
      at("code").value = "";
      refreshCart();
      say(`Order ${number} is placed: the kitchen has it.`, "good");
      // The order is placed even if loading the table fails.
      await table().then(showState, (refused) => stop(refused, reload));
      at("ordered-title").focus();
    },
    () => order(more, reload),
    (refused) => showChange(refused, reload),
  );
}

// The cart cannot change while the order is sent, and this phone's own order is not announced.
async function sendOrder(more) {
  const { offerInput, total } = choice();
  const input = orderInput(offerInput, { expectedTotal: total.minorUnits, ...more });
  setInert(true);
  pauseUpdates();
  let number = null;
  try {
    keep({ session: cart.session ?? (await sitDown(customer())).id });
    ({ number } = await placeOrder(cart.session, input, attempt()));
    return number;
  } finally {
    resumeUpdates(number);
    setInert(false);
  }
}

function setInert(inert) {
  for (const id of ["menu", "cart"]) at(id).inert = inert;
}

// Shows the changed order after a refusal, for the guest to confirm.
async function showChange(refused, reload) {
  keep(refused.field === "offerId" ? { key: "", offer: "best" } : { key: "" });
  await reload();
  if (at("menu").hidden) return;
  say(whyNot(refused), "warning");
  at("notice").focus();
}

function whyNot({ code, message, currentOrder }) {
  if (code === "IDEMPOTENCY_MISMATCH") return EARLIER_ATTEMPT;
  return currentOrder ? `${message} It now comes to ${money(currentOrder.total)}.` : message;
}
