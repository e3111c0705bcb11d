// Records once per visit that a person views what the link opens.

import { recordView } from "./asking.js";

let seen = false;

// Opening a receipt later does not count as a view of the offer.
export async function tellOfView(shown) {
  if (seen || document.visibilityState !== "visible" || shown?.state !== "OPEN") return;
  seen = true;
  const result = await recordView();
  if (result.code) console.warn("The view was not counted:", result.code);
}
