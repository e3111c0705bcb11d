// The log of the opened offer, newest line first; new lines appear as they are written.

import { ask } from "./api.js";
import { at, element, moment, plain } from "./element.js";
import { stop } from "./notice.js";
import { listen } from "./socket.js";
import { words } from "./words.js";

const LINE =
  "fragment Line on Activity { event createdAt cursor actor { name } changes { field before after } }";
const LOG = `query Log($offer: UUID!) { activity(offerId: $offer, first: 100) { nodes { ...Line } } } ${LINE}`;
const NEWS = `subscription Activity($offer: UUID!, $after: String) {
  offerActivity(offerId: $offer, after: $after) { ...Line }
} ${LINE}`;

const MOMENT = /^\d{4}-\d\d-\d\dT/;

let cursor = null;
let ends = () => {};
let waiting;
let followed = null;

// Calls `moved` after new lines, once for lines that arrive together.
export async function followActivity(offer, moved) {
  leaveActivity();
  followed = offer;
  const { activity } = await ask(LOG, { offer });
  if (followed !== offer) return;
  activity.nodes.forEach(add);
  ends = listen(
    NEWS,
    () => ({ offer, after: cursor }),
    (line) => {
      add(line);
      clearTimeout(waiting);
      waiting = setTimeout(moved, 50);
    },
    stop,
  );
}

export function leaveActivity() {
  ends();
  ends = () => {};
  clearTimeout(waiting);
  cursor = null;
  followed = null;
  at("activity").replaceChildren();
}

function add({ event, createdAt, actor, changes, cursor: reached }) {
  cursor = reached;
  const who = actor ? ` · ${plain(actor.name)}` : "";
  const node = element("li", "", element("p", words(event)), element("small", `${moment(createdAt)}${who}`));
  // The names of other events already say what changed.
  if (event === "CHANGED") node.append(...changes.map((change) => element("small", inWords(change))));
  at("activity").prepend(node);
}

function inWords({ field, before, after }) {
  const name = words(field.replace(/[A-Z]/g, (letter) => `_${letter}`));
  return [before, after].some(isLong) ? name : `${name}: ${value(before)} → ${value(after)}`;
}

const isLong = (content) => (typeof content === "object" ? content !== null : String(content).length > 80);

function value(content) {
  if (content === null || content === "") return "none";
  return MOMENT.test(content) ? moment(content) : plain(content);
}
