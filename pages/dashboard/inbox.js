// The list of notifications, newest first: marks them read, dismisses them, and adds those that arrive.

import { act, ask } from "./api.js";
import { NOTIFICATION, showCount, whenTold } from "./bell.js";
import { at, element, moment, plain } from "./element.js";
import { attempt } from "./notice.js";
import { isOpen, view } from "./views.js";

const LIST = `query Inbox($filter: NotificationReading!, $after: String) {
  notifications(filter: $filter, first: 20, after: $after) { nodes { ...Line } pageInfo { hasNextPage endCursor } }
} ${NOTIFICATION}`;
const BELL = "{ ... on Bell { unreadCount } ...No }";
const READ = `mutation Read($ids: [UUID!]!) { markRead(ids: $ids) ${BELL} }`;
const READ_ALL = `mutation ReadAll { markAllRead ${BELL} }`;
const DISMISS = `mutation Dismiss($ids: [UUID!]!) { dismiss(ids: $ids) ${BELL} }`;

let end = null;
// An answer is not shown if a newer request was sent; notifications that arrived meanwhile go above it.
let requests = 0;
let arrivals = [];

view(
  "inbox",
  () => attempt(load),
  () => at("notifications").replaceChildren(),
);
whenTold((notification) => {
  if (!isOpen("inbox") || at("reading").value === "READ") return;
  arrivals.unshift(notification);
  at("notifications").prepend(line(notification));
  countLines();
});

async function load() {
  end = null;
  arrivals = [];
  await more();
}

async function more() {
  const [number, after] = [++requests, end];
  const { notifications } = await ask(LIST, { filter: at("reading").value, after });
  if (number !== requests) return;
  if (!after) at("notifications").replaceChildren(...arrivals.map(line));
  const shown = new Set([...at("notifications").children].map((item) => item.dataset.id));
  at("notifications").append(...notifications.nodes.filter(({ id }) => !shown.has(id)).map(line));
  end = notifications.pageInfo.endCursor;
  at("more-notifications").hidden = !notifications.pageInfo.hasNextPage;
  countLines();
}

function line({ id, message, createdAt, readAt, offer }) {
  const text = element(offer ? "a" : "span", plain(message));
  if (offer) text.href = `#offer/${offer.id}`;
  const node = element("li", "", element("p", "", text), element("small", moment(createdAt)));
  node.dataset.id = id;
  node.className = readAt ? "read" : "unread";
  const read = button("Mark read", message, () => mark(READ, node));
  read.hidden = Boolean(readAt);
  read.className = "mark";
  node.append(
    element(
      "div",
      "",
      read,
      button("Dismiss", message, () => mark(DISMISS, node)),
    ),
  );
  if (offer) text.addEventListener("click", () => !read.hidden && mark(READ, node));
  return node;
}

function button(name, about, does) {
  const node = element("button", name);
  node.type = "button";
  node.setAttribute("aria-label", `${name}: ${about}`);
  node.addEventListener("click", () => attempt(does, node));
  return node;
}

async function mark(query, item) {
  showCount((await act(query, { ids: [item.dataset.id] })).unreadCount);
  if (query === DISMISS) take(item);
  else markLine(item);
}

// After a dismissal the keyboard focus moves to the next notification.
function take(item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  (next?.querySelector("button:last-of-type") ?? at("reading")).focus();
  countLines();
}

function markLine(item) {
  const focused = item.contains(document.activeElement);
  item.className = "read";
  item.querySelector(".mark").hidden = true;
  if (focused) item.querySelector("button:not([hidden])").focus();
}

function countLines() {
  at("no-notifications").hidden = at("notifications").children.length > 0;
}

at("reading").addEventListener("change", () => attempt(load));
at("more-notifications").addEventListener("click", ({ target }) => attempt(more, target));
at("read-all").addEventListener("click", ({ target }) =>
  attempt(async () => {
    showCount((await act(READ_ALL)).unreadCount);
    await load();
  }, target),
);
