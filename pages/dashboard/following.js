// The live part of an opened offer, by its kind: a slot's attempts, a split's table.

import { CASCADE, showCascade } from "./cascade.js";
import { at } from "./element.js";
import { stop } from "./notice.js";
import { listen } from "./socket.js";
import { showTable, TABLE } from "./table.js";

const LIVE = { slot: [CASCADE, showCascade], split: [TABLE, showTable] };

let ends = () => {};

// Every event holds the whole state, so that nothing is missed when the connection comes back.
export function followTerms(kind, id) {
  leaveTerms();
  if (!LIVE[kind]) return;
  const [query, show] = LIVE[kind];
  ends = listen(
    query,
    () => ({ id }),
    (offer) => at("live").replaceChildren(...show(offer)),
    stop,
  );
}

export function leaveTerms() {
  ends();
  ends = () => {};
  at("live").replaceChildren();
}
