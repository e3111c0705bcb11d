// The form that sets another end for a link, or none.

import { act } from "./api.js";
import { at, element, moment } from "./element.js";
import { attempt, say } from "./notice.js";

const EXTEND = `mutation Extend($id: UUID!, $end: DateTime) {
  extendShare(id: $id, expiresAt: $end) { ... on Share { expiresAt } ...No }
}`;
export const CHANGE_END = "Change its end";

let number = 0;

// In the reader's own time, to the minute.
export function ending({ id, expiresAt }, who, changed) {
  const [form, field, label] = [element("form"), element("input"), element("label", "Ends at (your time)")];
  const [set, never] = [element("button", "Set this end"), element("button", "Remove its end")];
  form.ariaLabel = `When the link for ${who} ends`;
  Object.assign(field, {
    type: "datetime-local",
    required: true,
    id: `end-${++number}`,
    value: local(expiresAt),
  });
  label.htmlFor = field.id;
  never.type = "button";
  form.append(label, field, element("div", "", set, never));
  const save = async (end) => {
    const { expiresAt: now } = await act(EXTEND, { id, end });
    form.remove();
    await changed();
    back(id);
    say(now ? `The link ends ${moment(now)}.` : "The link no longer expires.");
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => save(new Date(field.value).toISOString()), set);
  });
  never.addEventListener("click", () => attempt(() => save(null), never));
  return form;
}

// Closing it returns the focus to the button that opened it.
function back(id) {
  const button = at("shares").querySelector(`[data-id="${id}"] [data-does="${CHANGE_END}"]`);
  button.ariaExpanded = "false";
  button.focus();
}

function local(expiresAt) {
  if (!expiresAt) return "";
  const then = new Date(expiresAt);
  return new Date(then - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
