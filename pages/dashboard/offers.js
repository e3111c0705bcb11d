// The list of offers, newest first, filtered by kind, status and words, and loaded page by page.

import { ask } from "./api.js";
import { whenTold } from "./bell.js";
import { at, element, moment, plain } from "./element.js";
import { attempt, quietly } from "./notice.js";
import { IN_SHORT, inShort } from "./summary.js";
import { isOpen, view } from "./views.js";
import { badge, words } from "./words.js";

const LISTED = `fragment Listed on Offer { id kind title status validUntil author { name } ...InShort } ${IN_SHORT}`;
const LIST = `query Offers($filter: OfferFilterInput, $after: String) {
  offers(filter: $filter, first: 20, after: $after) {
    nodes { ...Listed }
    pageInfo { hasNextPage endCursor }
  }
} ${LISTED}`;
const ONE = `query Listed($id: UUID!) { offer(id: $id) { ...Listed } } ${LISTED}`;
const ME = "query Me { me { id } }";

let end = null;
// An answer is not shown if a newer request was sent.
let requests = 0;

view(
  "offers",
  () => attempt(load),
  () => at("offer-list").replaceChildren(),
);

whenTold(({ offer }) => {
  if (isOpen("offers") && offer) quietly(() => renew(offer.id));
});

// The line stays in its place even if it no longer matches the filter, so that nothing jumps under a finger.
async function renew(id) {
  const shown = lineOf(id);
  if (!shown) return;
  const node = line((await ask(ONE, { id })).offer);
  const focused = shown.contains(document.activeElement);
  lineOf(id)?.replaceWith(node);
  if (focused) node.querySelector("a").focus();
}

const lineOf = (id) => at("offer-list").querySelector(`[data-id="${id}"]`);

async function load() {
  end = null;
  await more();
}

async function more() {
  const [number, after] = [++requests, end];
  const { offers } = await ask(LIST, { filter: await wanted(), after });
  if (number !== requests) return;
  const lines = offers.nodes.map(line);
  if (after) at("offer-list").append(...lines);
  else at("offer-list").replaceChildren(...lines);
  end = offers.pageInfo.endCursor;
  at("more-offers").hidden = !offers.pageInfo.hasNextPage;
  at("no-offers").hidden = at("offer-list").children.length > 0;
}

async function wanted() {
  const [kind, status, text] = ["kind", "status", "text"].map((id) => at(id).value.trim());
  return {
    kinds: kind ? [kind] : null,
    status: status ? [status] : null,
    text: text || null,
    authorId: at("whose").value === "mine" ? (await ask(ME)).me.id : null,
  };
}

function line(offer) {
  const { id, kind, title, status, validUntil, author } = offer;
  const link = element("a", plain(title));
  link.href = `#offer/${id}`;
  const by = at("whose").value === "mine" ? [] : [plain(author.name)];
  const short = plain(inShort(offer));
  const known = [
    words(kind),
    ...(short ? [short] : []),
    ...by,
    ...(validUntil ? [`until ${moment(validUntil)}`] : []),
  ];
  const node = element("li", "", element("p", "", link), badge(status), element("small", known.join(" · ")));
  node.dataset.id = id;
  return node;
}

for (const id of ["kind", "status", "whose"]) at(id).addEventListener("change", () => attempt(load));
at("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(load);
});
at("more-offers").addEventListener("click", ({ target }) => attempt(more, target));
