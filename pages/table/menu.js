// The menu, with how many of each are in the cart.

import { change, count } from "./cart.js";
import { at, element, plain } from "./element.js";
import { amount } from "./money.js";

// `changed` hears that the cart is another.
export function showMenu(items, changed) {
  const categories = Map.groupBy(items, ({ category }) => category);
  const drawn = [...categories].flatMap(([category, dishes]) => [
    ...(category ? [element("h3", plain(category))] : []),
    element("ul", "", ...dishes.map((dish) => row(dish, changed))),
  ]);
  at("dishes").replaceChildren(...drawn);
  showCounts();
}

export function showCounts() {
  for (const shown of at("dishes").querySelectorAll("output")) {
    shown.textContent = count(shown.dataset.id);
    const fewer = shown.previousElementSibling;
    if (document.activeElement === fewer && !count(shown.dataset.id)) shown.nextElementSibling.focus();
    fewer.disabled = !count(shown.dataset.id);
  }
}

function row({ id, name, price }, changed) {
  const step = (sign, by, what) => {
    const button = element("button", sign);
    button.type = "button";
    button.ariaLabel = `${what} ${plain(name)}`;
    button.addEventListener("click", () => {
      change(id, by);
      changed();
    });
    return button;
  };
  const shown = element("output");
  shown.dataset.id = id;
  shown.ariaLabel = `${plain(name)} in the cart`;
  const stepper = element("span", "", step("−", -1, "One less"), shown, step("+", 1, "Add one"));
  stepper.className = "stepper";
  return element(
    "li",
    "",
    element("span", "", element("b", plain(name)), element("small", amount(price))),
    stepper,
  );
}
