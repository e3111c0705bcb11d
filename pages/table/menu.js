// The menu, with the quantity of each item in the cart.

import { change, count } from "./cart.js";
import { at, element, plain } from "./element.js";
import { amount } from "./money.js";

// Calls `onChange` after each change of the cart.
export function showMenu(items, onChange) {
  const categories = Map.groupBy(items, ({ category }) => category);
  const sections = [...categories].flatMap(([category, dishes]) => [
    ...(category ? [element("h3", plain(category))] : []),
    element("ul", "", ...dishes.map((dish) => row(dish, onChange))),
  ]);
  at("dishes").replaceChildren(...sections);
  showCounts();
}

export function showCounts() {
  for (const output of at("dishes").querySelectorAll("output")) {
    output.textContent = count(output.dataset.id);
    const fewer = output.previousElementSibling;
    if (document.activeElement === fewer && !count(output.dataset.id)) output.nextElementSibling.focus();
    fewer.disabled = !count(output.dataset.id);
  }
}

function row({ id, name, price }, onChange) {
  const step = (sign, by, what) => {
    const button = element("button", sign);
    button.type = "button";
    button.ariaLabel = `${what} ${plain(name)}`;
    button.addEventListener("click", () => {
      change(id, by);
      onChange();
    });
    return button;
  };
  const output = element("output");
  output.dataset.id = id;
  output.ariaLabel = `${plain(name)} in the cart`;
  const stepper = element("span", "", step("−", -1, "One less"), output, step("+", 1, "Add one"));
  stepper.className = "stepper";
  return element(
    "li",
    "",
    element("span", "", element("b", plain(name)), element("small", amount(price))),
    stepper,
  );
}
