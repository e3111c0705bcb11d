// The dialog with the links of the opened offer: creates them, hands them over and tracks them.

import { act, ask } from "./api.js";
import { at } from "./element.js";
import { attempt, say } from "./notice.js";
import { keepPanels } from "./panel.js";
import { LINK, shareLine } from "./share.js";

const LIST = `query Shares($offer: UUID!, $after: String) {
  shares(offerId: $offer, first: 20, after: $after) { nodes { ...Link } pageInfo { hasNextPage endCursor } }
} ${LINK}`;
const CREATE = `mutation Share($offer: UUID!, $input: ShareInput!, $key: String) {
  shareOffer(offerId: $offer, input: $input, idempotencyKey: $key) { ...Link ...No }
} ${LINK}`;
// These kinds create their own links, which are only tracked here.
const OWN_WAY = ["split", "slot"];
const ASKED = { EMAIL: ["E-mail address", "email"], SMS: ["Mobile number", "tel"] };

let offer = null;
let end = null;
let key = null;

// Text typed for one offer survives a lost connection, but never appears at another offer.
export function mayShare(mayChange, { id, kind }) {
  if (id !== offer) forgetTyped();
  offer = id;
  at("new-share").hidden = OWN_WAY.includes(kind);
  at("share").hidden = !mayChange;
}

export async function refreshShares() {
  if (at("sharing").open) await load();
}

export function leaveShares() {
  at("sharing").close();
  at("share").hidden = true;
  at("shares").replaceChildren();
}

export function forgetTyped() {
  key = null;
  at("new-share").reset();
  showRecipient();
}

async function load() {
  end = null;
  await more();
}

async function more() {
  const [subject, after] = [offer, end];
  const { shares } = await ask(LIST, { offer, after });
  if (subject !== offer) return;
  if (after) shares.nodes.forEach((share) => put(share, "append"));
  else shares.nodes.toReversed().forEach((share) => put(share, "prepend"));
  end = shares.pageInfo.endCursor;
  at("more-shares").hidden = !shares.pageInfo.hasNextPage;
  at("no-shares").hidden = at("shares").children.length > 0;
}

// A line whose link has not changed stays as it is, with the focus in it and its QR code.
function put(share, where) {
  const words = JSON.stringify(share);
  const shown = at("shares").querySelector(`[data-id="${share.id}"]`);
  if (shown?.dataset.words === words) return;
  const node = shareLine(share, load);
  node.dataset.words = words;
  if (shown) instead(shown, node);
  else at("shares")[where](node);
}

function instead(shown, node) {
  const does = shown.contains(document.activeElement) && document.activeElement.dataset.does;
  const focused = document.activeElement;
  shown.replaceWith(node);
  keepPanels(shown, node);
  if (node.contains(focused)) return focused.focus();
  if (does) (node.querySelector(`[data-does="${does}"]`) ?? at("sharing-close")).focus();
}

// Repeating a request that was lost does not create a second link.
async function create() {
  key ??= crypto.getRandomValues(new Uint32Array(4)).join("-");
  const [channel, recipientName, recipient] = ["channel", "recipient-name", "recipient"].map((id) =>
    at(id).value.trim(),
  );
  const input = { channel, recipientName, recipient: channel === "LINK" ? null : recipient };
  await act(CREATE, { offer, input, key });
  forgetTyped();
  await load();
  say(channel === "LINK" ? "The link is ready: hand it over." : "It is on its way.");
  at("shares").querySelector("input").focus();
}

function showRecipient() {
  const [label, type] = ASKED[at("channel").value] ?? [];
  at("recipient-line").hidden = !label;
  at("recipient").required = Boolean(label);
  at("recipient").type = type ?? "text";
  at("recipient-label").textContent = label ?? "";
}

at("share").addEventListener("click", () => {
  at("sharing").showModal();
  attempt(load);
});
at("new-share").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(create, event.submitter);
});
at("new-share").addEventListener("input", () => {
  key = null;
});
at("channel").addEventListener("change", showRecipient);
at("more-shares").addEventListener("click", ({ target }) => attempt(more, target));
at("sharing-close").addEventListener("click", () => at("sharing").close());
