// The sheet that everybody has signed, with its fingerprint, which the browser computes itself if it can.

import { at, element, moment, escapeMarks, worded, write } from "./element.js";
import { named } from "./table.js";

const FITS = "(checked by your browser)";
const DIFFERS = "(this does not match the text below: ask the sender of the link)";

export async function showAgreement(agreement) {
  at("agreement").hidden = !agreement;
  if (!agreement) return;
  const { version, hash, content, signers } = agreement;
  write({
    sealed: `Version ${version} is agreed; its shares can no longer change.`,
    hash,
    sheet: wordForWord(content),
  });
  at("signers").replaceChildren(...signers.map((person) => element("li", signer(person, signers))));
  write({ check: await checked(content, hash) });
}

function signer(person, signers) {
  const role = person.role ? [", ", ...worded`${person.role}`] : [];
  return [...named(person, signers), ...role, `, ${moment(person.at)}`];
}

// Isolates each text, so that none changes the direction of the figures after it.
function wordForWord(content) {
  const pieces = content.split(/("(?:[^"\\]|\\.)*")/);
  return pieces.map((piece, place) => (place % 2 ? element("bdi", escapeMarks(piece)) : piece));
}

// Browsers offer hash functions only to pages from a secure connection.
async function checked(content, hash) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content));
  const computed = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return computed === hash ? FITS : DIFFERS;
}
