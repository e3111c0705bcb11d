// The panel that a button opens and closes below its line.

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

// A line that is drawn again keeps its open panel and the text typed there, but not the QR code of its old link.
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
