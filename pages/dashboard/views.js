// The open view, named by the part of the address after the `#`, so that Back works.

import { at } from "./element.js";

const VIEWS = ["offers", "offer", "figures", "inbox"];
const opening = {};
const leaving = {};

// `enter` gets the part of the address after the name; `leave` ends what the view began.
export function view(name, enter, leave = () => {}) {
  opening[name] = enter;
  leaving[name] = leave;
}

let open = null;

export function showView(moved = true) {
  const [name, id] = location.hash.slice(1).split("/");
  closeView();
  open = VIEWS.includes(name) ? name : VIEWS[0];
  at(open).hidden = false;
  opening[open](id);
  if (!moved) return;
  at("page").focus({ preventScroll: true });
  scrollTo(0, 0);
}

export function closeView() {
  if (open) leaving[open]();
  for (const name of VIEWS) at(name).hidden = true;
  open = null;
}

export const isOpen = (name) => open === name;
