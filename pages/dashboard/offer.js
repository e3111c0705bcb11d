// The view of one offer: its content, the possible actions, and its activity.

import { followActivity, leaveActivity } from "./activity.js";
import { act, ask } from "./api.js";
import { at, element, facts, moment, plain, write } from "./element.js";
import { followTerms, leaveTerms } from "./following.js";
import { attempt, quietly } from "./notice.js";
import { Refused } from "./posting.js";
import { leaveShares, mayShare, refreshShares } from "./shares.js";
import { summary, TERMS } from "./summary.js";
import { view } from "./views.js";
import { badge, words } from "./words.js";

const OPEN = `query Offer($id: UUID!) {
  me { id role }
  offer(id: $id) {
    id kind title description status version validFrom validUntil author { id name } project { name }
    ...Terms
  }
} ${TERMS}`;
const STEPS = {
  DRAFT: ["activate", "close"],
  ACTIVE: ["pause", "close"],
  PAUSED: ["activate", "close"],
  EXPIRED: ["close"],
};
const step = (name) => `mutation Step($id: UUID!) {
  ${name}Offer(id: $id) { __typename ...No }
}`;

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const NONE = { code: "NOT_FOUND", message: "There is no such offer." };
const FOR_GOOD = "Close this offer for good? Nobody will be able to answer it.";

let opened = null;

view("offer", enter, leave);

function enter(id) {
  opened = id;
  for (const part of ["summary", "steps", "activity"]) at(part).replaceChildren();
  write({ "offer-title": "", "offer-known": "", "offer-description": "" });
  attempt(async () => {
    if (!ID.test(id)) throw new Refused(NONE);
    const { kind } = await load(id);
    if (opened !== id) return;
    followTerms(kind, id);
    await followActivity(id, () => quietly(() => Promise.all([load(id), refreshShares()])));
  });
}

function leave() {
  opened = null;
  leaveActivity();
  leaveShares();
  leaveTerms();
}

async function load(id) {
  const { offer, me } = await ask(OPEN, { id });
  if (opened === id) show(offer, offer.author.id === me.id || me.role.endsWith("ADMIN"));
  return offer;
}

function show(offer, mayChange) {
  const { kind, title, description, status, version, author, project } = offer;
  write({
    "offer-title": plain(title),
    "offer-known": [badge(status), ` ${words(kind)} · version ${version}`],
    "offer-description": plain(description),
  });
  const known = [["By", author.name], ["Project", project?.name], ...validity(offer), ...summary(offer)];
  at("summary").replaceChildren(
    facts(known.filter(([, value]) => value).map(([name, value]) => [name, plain(value)])),
  );
  mayShare(mayChange, offer);
  showSteps(mayChange ? (STEPS[status] ?? []) : [], offer.id);
}

const validity = ({ validFrom, validUntil }) => [
  ["From", moment(validFrom)],
  ["Until", moment(validUntil)],
];

// The buttons stay while nothing changes, so that a button keeps the keyboard focus.
function showSteps(names, id) {
  const shown = [...at("steps").children].map((button) => button.value);
  if (String(shown) === String(names)) return;
  const focused = at("steps").contains(document.activeElement);
  at("steps").replaceChildren(...names.map((name) => stepButton(name, id)));
  if (focused) (at("steps").firstChild ?? at("offer-title")).focus();
}

function stepButton(name, id) {
  const button = element("button", words(name));
  button.type = "button";
  button.value = name;
  button.addEventListener(
    "click",
    () =>
      (name !== "close" || confirm(FOR_GOOD)) &&
      attempt(async () => {
        await act(step(name), { id });
        await load(id);
      }, button),
  );
  return button;
}
