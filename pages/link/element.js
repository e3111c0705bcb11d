// Finding and creating elements. Text that people wrote is inserted as text, never as markup.

// The reader's own variant of English, because the words around the moments are English.
export const ENGLISH = [...navigator.languages.filter((language) => /^en\b/i.test(language)), "en-GB"];
const moments = new Intl.DateTimeFormat(ENGLISH, {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
});

// A zone's clock as people call it: "New York time" for America/New_York.
export const clockOf = (zone) =>
  zone.includes("/") ? `${zone.split("/").at(-1).replaceAll("_", " ")} time` : zone;

// A word of the API as a person writes it: "No show" for NO_SHOW.
export const spaced = (name) => name[0].toUpperCase() + name.slice(1).toLowerCase().replaceAll("_", " ");

export const percent = (value) =>
  new Intl.NumberFormat(undefined, {
    style: "percent",
    maximumFractionDigits: 2,
  }).format(Number(value) / 100);

export const at = (id) => document.getElementById(id);

export const moment = (text) => text && moments.format(new Date(text));

// These marks would change the direction of the text after them, even outside a <bdi>.
const DIRECTING = /[\u202a-\u202e\u2066-\u2069]/g;

export const plain = (text) => String(text).replace(DIRECTING, "");

export const escapeMarks = (text) =>
  text.replace(DIRECTING, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);

// Puts other people's words into our sentence, so that their direction does not affect it.
export function worded(texts, ...words) {
  return texts.flatMap((text, place) => {
    return place < words.length ? [text, element("bdi", plain(words[place]))] : [text];
  });
}

// Writes into each element a text, or a list of texts and elements.
export function write(texts) {
  for (const [id, text] of Object.entries(texts)) at(id).replaceChildren(...parts(text));
}

export function element(name, text = "", ...children) {
  const node = document.createElement(name);
  node.append(...parts(text), ...children);
  return node;
}

// A list of names and values.
export function facts(pairs) {
  return element("dl", "", ...pairs.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
}

const parts = (text) => [text ?? ""].flat().filter((part) => part !== "");
