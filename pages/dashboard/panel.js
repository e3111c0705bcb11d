// What a button opens below the line it stands in, and closes again.

export async function toggle(line, button, make) {
  const shown = panelOf(line, button);
  button.ariaExpanded = String(!shown);
  if (shown) return shown.remove();
  const node = make();
  node.dataset.of = button.dataset.does;
  line.append(node);
  return node.opened?.();
}

const panelOf = (line, button) => line.querySelector(`:scope > [data-of="${button.dataset.does}"]`);

// A line that is shown anew keeps what was open in it, with what was typed there; a picture of its old link it does not.
export function keepPanels(before, now) {
  for (const panel of before.querySelectorAll(":scope > [data-of]")) {
    const button = now.querySelector(`[data-does="${panel.dataset.of}"]`);
    if (!button || (panel.matches(".qr") && address(before) !== address(now))) continue;
    button.ariaExpanded = "true";
    now.append(panel);
    panel.renewed?.();
  }
}

const address = (line) => line.querySelector("input[readonly]")?.value;
