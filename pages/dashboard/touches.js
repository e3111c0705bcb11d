// The access log of a link, newest line first.

import { ask } from "./api.js";
import { element, moment, plain } from "./element.js";
import { attempt, quietly } from "./notice.js";

const LOG = `query Touches($id: UUID!, $after: String) {
  accessLog(shareId: $id, first: 10, after: $after) {
    nodes { id kind createdAt address userAgent } pageInfo { hasNextPage endCursor }
  }
}`;
const DID = { FETCH: "Fetched", VIEW: "Seen by a person", ANSWER: "Answered", REFUSAL: "Was refused" };

// `opened` fills it, `renewed` adds newer lines on top.
export function touches(id, who) {
  const [node, list, more] = [element("section"), element("ol"), element("button", "Show more")];
  list.className = "rows";
  more.type = "button";
  more.hidden = true;
  node.ariaLabel = `Who opened the link for ${who}`;
  node.append(list, more);
  let end = null;
  const shown = () => new Set([...list.children].map((item) => item.dataset.id));
  const lines = ({ nodes }) => nodes.filter((node) => !shown().has(node.id)).map(line);
  node.opened = async () => {
    const { accessLog } = await ask(LOG, { id, after: end });
    list.append(...lines(accessLog));
    if (!list.children.length) list.append(element("li", "Nobody has opened it yet."));
    end = accessLog.pageInfo.endCursor;
    more.hidden = !accessLog.pageInfo.hasNextPage;
  };
  node.renewed = () =>
    quietly(async () => {
      const { accessLog } = await ask(LOG, { id, after: null });
      list.querySelector("li:not([data-id])")?.remove();
      list.prepend(...lines(accessLog));
    });
  more.addEventListener("click", () => attempt(node.opened, more));
  return node;
}

// A program may send any user agent, so it is shown as text, and shortened.
function line({ id, kind, createdAt, address, userAgent }) {
  const known = [moment(createdAt), plain(address), plain(userAgent).slice(0, 120)]
    .filter(Boolean)
    .join(" · ");
  const node = element("li", DID[kind], element("small", known));
  node.dataset.id = id;
  return node;
}
