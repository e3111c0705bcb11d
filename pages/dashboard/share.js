// One link for its author: to track, copy, show as a QR code, replace or withdraw.

import { act } from "./api.js";
import { element, moment, plain } from "./element.js";
import { CHANGE_END, ending } from "./ending.js";
import { attempt, say } from "./notice.js";
import { toggle } from "./panel.js";
import { qrCode } from "./qr.js";
import { touches } from "./touches.js";
import { badge, words } from "./words.js";

export const LINK = `fragment Link on Share {
  id url state recipientName recipient channel fetches views lastViewedAt createdAt expiresAt
  delivery { state reason } response { decision comment createdAt }
}`;
const REPLACE = "mutation Replace($id: UUID!) { rotateShare(id: $id) { __typename ...No } }";
const REVOKE = "mutation Revoke($id: UUID!) { revokeShare(id: $id) { __typename ...No } }";

const FOR_ANOTHER = "Replace this link? Everyone who has it will need the new one.";
const FOR_GOOD = "Revoke this link for good? Nobody will be able to open it.";

// Calls `changed` to load and show all links again.
export function shareLine(share, changed) {
  const { url, state, recipientName, recipient, createdAt } = share;
  const who = plain(recipientName || recipient || "Somebody");
  const node = element("li", "", element("p", [who, " ", badge(state)]));
  node.dataset.id = share.id;
  node.append(
    ...tracked(share).map((text) => element("small", text)),
    element("small", `Made ${moment(createdAt)}`),
  );
  node.append(...(state === "OPEN" ? [address(url, who)] : []), buttons(share, who, changed));
  return node;
}

function tracked({ channel, delivery, fetches, views, lastViewedAt, expiresAt, response }) {
  const sent =
    channel === "LINK" ? [] : [`${words(channel)}: ${words(delivery.state)} ${delivery.reason}`.trim()];
  const last = lastViewedAt ? `, last ${moment(lastViewedAt)}` : "";
  const seen = fetches || views ? `Fetched ${times(fetches)}, seen ${times(views)}${last}` : "Not opened yet";
  const ends = expiresAt ? [`Ends ${moment(expiresAt)}`] : [];
  return [...sent, seen, ...ends, ...answered(response)];
}

const times = (count) => (count === 1 ? "once" : `${count} times`);

function answered(response) {
  if (!response) return [];
  const { decision, comment, createdAt } = response;
  return [`${words(decision)} ${moment(createdAt)}${comment ? `: “${plain(comment)}”` : ""}`];
}

function address(url, who) {
  const field = element("input");
  field.readOnly = true;
  field.value = url;
  field.setAttribute("aria-label", `Link for ${who}`);
  field.addEventListener("focus", () => field.select());
  return field;
}

// An answered or revoked link has only its log; an expired link can get another end.
function buttons({ id, url, state, expiresAt }, who, changed) {
  const change = (query, question, message) => async () => {
    if (!confirm(question)) return;
    await act(query, { id });
    await changed();
    say(message);
  };
  const opens = (name, panel) => button(name, who, ({ line, pressed }) => toggle(line, pressed, panel));
  const open = () => [
    button("Copy", who, ({ line }) => copy(url, line)),
    opens("QR code", () => qrCode(url)),
    button(
      "Replace",
      who,
      change(REPLACE, FOR_ANOTHER, "The old link no longer works: this is the new one."),
    ),
    button("Revoke", who, change(REVOKE, FOR_GOOD, "The link no longer works.")),
  ];
  const log = opens("Who opened it", () => touches(id, who));
  const end = opens(CHANGE_END, () => ending({ id, expiresAt }, who, changed));
  return element("div", "", ...({ OPEN: [...open(), log, end], EXPIRED: [log, end] }[state] ?? [log]));
}

function button(name, who, does) {
  const pressed = element("button", name);
  pressed.type = "button";
  pressed.dataset.does = name;
  pressed.setAttribute("aria-label", `${name}: ${who}`);
  pressed.addEventListener("click", () =>
    attempt(() => does({ pressed, line: pressed.closest("li") }), pressed),
  );
  return pressed;
}

// Only a secure origin may write to the clipboard: elsewhere the link is selected, ready to be copied.
async function copy(url, line) {
  line.querySelector("input").select();
  try {
    await navigator.clipboard.writeText(url);
    say("Copied.");
  } catch {
    line.querySelector("input").focus();
    say("The link is selected: copy it with your keyboard or your phone's menu.");
  }
}
