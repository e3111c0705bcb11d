// The page of a table: fill the cart, order, order again, get the bill.

import { cart, keepOnly } from "./cart.js";
import { refreshCart, choose, refresh, setOnOutdated } from "./comparing.js";
import { at, plain } from "./element.js";
import { showMenu } from "./menu.js";
import { payIn } from "./money.js";
import { say } from "./notice.js";
import { beginOrder } from "./ordering.js";
import { table } from "./questions.js";
import { follow, showState, open } from "./sitting.js";
import { attemptTo } from "./trying.js";

const GONE = "Something in your cart is no longer on the menu, so it was taken out.";
const NOTHING = "This restaurant takes no orders right now. Ask the staff.";

at("promo").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ promo: at("code").value.trim(), phone: at("phone").value.trim(), offer: "best" });
});
at("phone").addEventListener("change", () => choose({ phone: at("phone").value.trim() }));
at("order").addEventListener("click", () => beginOrder(load));
setOnOutdated(load);
load();

function load() {
  return attemptTo(
    "Opening the table…",
    async () => {
      const view = await table();
      showPlace(view);
      follow(load);
      await showState(view);
    },
    load,
  );
}

function showPlace({ restaurantName, label, currency, currencyDigits, items }) {
  document.title = plain(restaurantName);
  at("restaurant").textContent = plain(restaurantName);
  at("label").textContent = plain(label);
  payIn(currency, currencyDigits);
  const isItemMissing = keepOnly(items.map(({ id }) => id));
  showMenu(items, refreshCart);
  [at("code").value, at("phone").value] = [cart.promo, cart.phone];
  open(true);
  if (!items.length) say(NOTHING, "warning");
  else if (isItemMissing) say(GONE, "warning");
  refresh();
}
