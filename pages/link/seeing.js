// Saying once for each visit that what a link opens is before somebody's eyes.

import { recordView } from "./asking.js";

let seen = false;

// A receipt looked up later is no view of what was offered.
export async function tellOfView(shown) {
  if (seen || document.visibilityState !== "visible" || shown?.state !== "OPEN") return;
  seen = true;
  const result = await recordView();
  if (result.code) console.warn("The view was not counted:", result.code);
}
