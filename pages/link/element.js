// Finding and making what the page consists of. Whatever people wrote goes in as text, never as markup.

const moments = new Intl.DateTimeFormat(undefined, {
  day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
});

export const at = (id) => document.getElementById(id);

export const moment = (text) => text && moments.format(new Date(text));

export function write(texts) {
  for (const [id, text] of Object.entries(texts)) at(id).textContent = text;
}

export function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

// A list of names and values.
export function facts(pairs) {
  return element("dl", "", ...pairs.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
}
