// The items chosen on this phone and not ordered yet. They survive a reload while the tab is open.

import { code } from "./questions.js";

const STORAGE_KEY = `proffer.table.${code.toUpperCase()}`;
// `offer` is an id, "best" or "none"; `session` is the one that this phone has seen; `key` names one attempt to order.
const NEW = { items: {}, offer: "best", promo: "", phone: "", session: null, key: "" };
const MOST = 999;

export const cart = { ...NEW, ...JSON.parse(sessionStorage.getItem(STORAGE_KEY)) };

export function keep(changes) {
  Object.assign(cart, changes);
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(cart));
}

export const count = (id) => cart.items[id] ?? 0;

export const isEmpty = () => !Object.keys(cart.items).length;

export const pieces = () => Object.values(cart.items).reduce((sum, quantity) => sum + quantity, 0);

export const lines = () =>
  Object.entries(cart.items).map(([menuItemId, quantity]) => ({ menuItemId, quantity }));

export const customer = () => (cart.phone ? { phone: cart.phone } : null);

// A changed cart is a new order, so it needs a new key.
export function change(id, by) {
  const quantity = Math.max(0, Math.min(MOST, count(id) + by));
  const { [id]: _, ...otherItems } = cart.items;
  keep({ items: quantity ? { ...otherItems, [id]: quantity } : otherItems, key: "" });
}

export const remove = (id) => change(id, -MOST);

// Removes items that are no longer on the menu; returns whether there were any.
export function keepOnly(ids) {
  const missingIds = Object.keys(cart.items).filter((id) => !ids.includes(id));
  missingIds.forEach(remove);
  return missingIds.length > 0;
}

export const clear = () => keep({ items: {}, offer: "best", promo: "", key: "" });

// Returns the idempotency key: pressing the button again places no second order.
export function attempt() {
  if (!cart.key)
    keep({
      key: [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join(""),
    });
  return cart.key;
}
