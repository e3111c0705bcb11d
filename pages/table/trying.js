// One thing at a time is done with the server: said while it lasts, and tried again where that may help.

import { at } from "./element.js";
import { PASSING, begin, finish, say, stop } from "./notice.js";

// `decided` hears of what the server has refused for good; without it the guest is told.
export async function attemptTo(doing, work, again, decided = (refused) => stop(refused, again)) {
  begin(doing);
  setWaiting(true);
  try {
    await work();
    if (at("notice").textContent === doing) say("");
  } catch (refused) {
    if (!refused.code) throw refused;
    finish();
    return PASSING.includes(refused.code) ? stop(refused, again) : decided(refused);
  } finally {
    finish();
    setWaiting(false);
  }
  return undefined;
}

// What is pressed meanwhile would be done by nobody.
function setWaiting(waiting) {
  at("get-bill").disabled = waiting;
}
