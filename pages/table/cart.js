// What this phone has chosen and not ordered yet. It survives a reload, for as long as the tab is open.

import { code } from "./questions.js";

const KEPT_AS = `proffer.table.${code.toUpperCase()}`;
// `offer` is an id, "best" or "none"; `session` is the one that this phone has seen; `key` names one attempt to order.
const NEW = { items: {}, offer: "best", promo: "", phone: "", session: null, key: "" };
const MOST = 999;

export const cart = { ...NEW, ...JSON.parse(sessionStorage.getItem(KEPT_AS)) };

export function keep(changes) {
  Object.assign(cart, changes);
  sessionStorage.setItem(KEPT_AS, JSON.stringify(cart));
}

export const count = (id) => cart.items[id] ?? 0;

export const isEmpty = () => !Object.keys(cart.items).length;

export const pieces = () => Object.values(cart.items).reduce((sum, each) => sum + each, 0);

export const lines = () =>
  Object.entries(cart.items).map(([menuItemId, quantity]) => ({ menuItemId, quantity }));

export const who = () => (cart.phone ? { phone: cart.phone } : null);

// Another cart is another order: a key that was sent belongs to the one before.
export function change(id, by) {
  const quantity = Math.max(0, Math.min(MOST, count(id) + by));
  const { [id]: _, ...others } = cart.items;
  keep({ items: quantity ? { ...others, [id]: quantity } : others, key: "" });
}

export const remove = (id) => change(id, -MOST);

// What is no longer on the menu leaves the cart; whether there was such.
export function keepOnly(ids) {
  const gone = Object.keys(cart.items).filter((id) => !ids.includes(id));
  gone.forEach(remove);
  return gone.length > 0;
}

export const clear = () => keep({ items: {}, offer: "best", promo: "", key: "" });

// Pressed twice, or again after the connection was lost, it is one order.
export function attempt() {
  if (!cart.key)
    keep({
      key: [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join(""),
    });
  return cart.key;
}
