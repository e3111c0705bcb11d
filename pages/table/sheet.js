// All offers, in a dialog that opens from the bottom of a phone.

import { cart } from "./cart.js";
import { currentChoice, eligible } from "./choice.js";
import { at, element } from "./element.js";
import { card, redraw } from "./offers.js";

let [comparisons, act] = [null, null];

at("see-all").addEventListener("click", () => {
  draw();
  at("sheet").showModal();
});
at("close-sheet").addEventListener("click", () => at("sheet").close());
at("filter").addEventListener("change", draw);
at("choose-none").addEventListener("click", () => {
  act({ offer: "none" });
  at("sheet-title").focus();
});
at("choose-best").addEventListener("click", () => {
  act({ offer: "best" });
  at("sheet-title").focus();
});
// A click on the backdrop.
at("sheet").addEventListener("click", ({ target }) => target === at("sheet") && at("sheet").close());

export function showSheet(newComparisons, onAct) {
  [comparisons, act] = [newComparisons, onAct];
  if (at("sheet").open) draw();
}

export const closeSheet = () => at("sheet").close();

function draw() {
  const { appliedOffers } = currentChoice(comparisons);
  const otherOffers = eligible(comparisons).filter((offer) => !appliedOffers.includes(offer));
  const groups = [
    ["Currently applied", appliedOffers],
    ["Alternative offers", otherOffers],
    ["Not eligible", comparisons.notEligible],
  ];
  const groupElements = groups.flatMap(([heading, offers]) => group(heading, offers.filter(isShown)));
  redraw(
    "sheet-offers",
    groupElements.length ? groupElements : [element("p", "There are no such offers.")],
    "sheet-title",
  );
  at("choose-none").hidden = !appliedOffers.length;
  at("choose-best").hidden = cart.offer === "best";
}

function group(heading, offers) {
  if (!offers.length) return [];
  const list = element("ul", "", ...offers.map((offer) => card(offer, comparisons, act)));
  list.className = "cards";
  return [element("h3", heading), list];
}

function isShown({ level }) {
  const selectedLevel = at("filter").querySelector(":checked").value;
  return !selectedLevel || level === selectedLevel;
}
