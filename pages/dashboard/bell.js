// The bell: the number of unread notifications, updated whenever a notification arrives.

import { ask } from "./api.js";
import { at, plain } from "./element.js";
import { hideBar, showBar, stop } from "./notice.js";
import { listen } from "./socket.js";

export const NOTIFICATION = `fragment Line on Notification {
  id event message createdAt readAt dismissedAt cursor offer { id }
}`;
const NEWEST = `query Bell {
  unreadCount
  kept: notifications(first: 1) { ...Last }
  dismissed: notifications(filter: DISMISSED, first: 1) { ...Last }
} fragment Last on NotificationPage { nodes { cursor createdAt } }`;
const NEWS = `subscription News($after: String) {
  notifications(after: $after) { unreadCount notification { ...Line } }
} ${NOTIFICATION}`;
const ANSWERS = ["ACCEPTED", "DECLINED", "COUNTERED", "SIGNED"];

let cursor = null;
let listening = false;
const hearing = [];

export const whenTold = (hears) => hearing.push(hears);

// Starts after the newest notification, or from the first if there is none, so that every later notification
// arrives exactly once, even if the connection is lost.
export async function listenToBell() {
  if (listening) return;
  const { kept, dismissed, unreadCount } = await ask(NEWEST);
  if (listening) return;
  cursor = newest([...kept.nodes, ...dismissed.nodes])?.cursor ?? "";
  showCount(unreadCount);
  listening = true;
  listen(NEWS, () => ({ after: cursor }), hear, stop);
}

const newest = (nodes) =>
  nodes.toSorted((first, second) => first.createdAt.localeCompare(second.createdAt)).at(-1);

// Notifications may have been read in another window in the meantime.
export async function recount() {
  showCount((await ask(NEWEST)).unreadCount);
}

export function quieten() {
  cursor = null;
  listening = false;
  showCount(0);
  hideBar();
}

export function showCount(count) {
  const word = count === 1 ? "1 unread notification" : `${count} unread notifications`;
  at("count").textContent = count > 99 ? "99+" : count || "";
  at("bell").setAttribute("aria-label", count ? word : "Notifications");
  document.title = count ? `(${count}) Dashboard` : "Dashboard";
}

function hear({ unreadCount, notification }) {
  cursor = notification.cursor;
  showCount(unreadCount);
  if (notification.dismissedAt) return;
  if (ANSWERS.includes(notification.event) && !notification.readAt) answered(notification);
  for (const hears of hearing) hears(notification);
}

const answered = ({ message, offer }) => showBar(plain(message), offer && `#offer/${offer.id}`);
