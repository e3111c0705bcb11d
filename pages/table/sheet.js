// All offers in a dialog, which on a phone comes up from the bottom.

import { cart } from "./cart.js";
import { chosen, eligible } from "./choice.js";
import { at, element } from "./element.js";
import { card, redraw } from "./offers.js";

let [found, act] = [null, null];

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
// A click beside it.
at("sheet").addEventListener("click", ({ target }) => target === at("sheet") && at("sheet").close());

export function showSheet(compared, acts) {
  [found, act] = [compared, acts];
  if (at("sheet").open) draw();
}

export const closeSheet = () => at("sheet").close();

function draw() {
  const { taken } = chosen(found);
  const others = eligible(found).filter((one) => !taken.includes(one));
  const groups = [
    ["Currently applied", taken],
    ["Alternative offers", others],
    ["Not eligible", found.notEligible],
  ];
  const drawn = groups.flatMap(([heading, offers]) => group(heading, offers.filter(isShown)));
  redraw("sheet-offers", drawn.length ? drawn : [element("p", "There are no such offers.")], "sheet-title");
  at("choose-none").hidden = !taken.length;
  at("choose-best").hidden = cart.offer === "best";
}

function group(heading, offers) {
  if (!offers.length) return [];
  const list = element("ul", "", ...offers.map((one) => card(one, found, act)));
  list.className = "cards";
  return [element("h3", heading), list];
}

function isShown({ level }) {
  const wanted = at("filter").querySelector(":checked").value;
  return !wanted || level === wanted;
}
