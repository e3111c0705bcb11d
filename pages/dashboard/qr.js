// A link as a QR code, drawn in the browser, so that its token is sent nowhere.

import { encode } from "./assets/uqr-0.1.3.js";

const SVG = "http://www.w3.org/2000/svg";

// Dark on white in either colour scheme, because scanners expect it.
export function qrCode(text) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const code = drawn("svg", {
    viewBox: `0 0 ${size} ${size}`,
    class: "qr",
    role: "img",
    "aria-label": "QR code of the link",
  });
  code.append(
    drawn("rect", { width: size, height: size, fill: "#fff" }),
    drawn("path", { d: squares.join(""), fill: "#000" }),
  );
  return code;
}

function drawn(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
