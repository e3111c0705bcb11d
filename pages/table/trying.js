// Runs one action at a time: names it while it runs, and offers a retry where that may help.

import { at } from "./element.js";
import { PASSING, begin, finish, say, stop } from "./notice.js";

// Calls `onRefused` with a final refusal; by default it is shown to the guest.
export async function attemptTo(activity, work, retry, onRefused = (refused) => stop(refused, retry)) {
  begin(activity);
  setWaiting(true);
  try {
    await work();
    if (at("notice").textContent === activity) say("");
  } catch (refused) {
    if (!refused.code) throw refused;
    finish();
    return PASSING.includes(refused.code) ? stop(refused, retry) : onRefused(refused);
  } finally {
    finish();
    setWaiting(false);
  }
  return undefined;
}

// A press while an action runs would be lost.
function setWaiting(waiting) {
  at("get-bill").disabled = waiting;
}
