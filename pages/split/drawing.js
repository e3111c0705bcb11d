// Drawn signatures: drawn on the pad with any pointer, sent as a small PNG, shown again in the receipt.

import { at } from "./element.js";

const LONGEST = 65_536;
const INVITING = "Draw your signature too (optional)";
const SCALES = [1, 0.75, 0.5, 0.25];
const pad = at("pad");
const pen = pad.getContext("2d");

let drawn = false;
let drawing = null;

pad.addEventListener("pointerdown", (event) => {
  if (!event.isPrimary || event.button !== 0) return;
  event.preventDefault();
  drawing = event.pointerId;
  pad.setPointerCapture(drawing);
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#14213d" });
  pen.beginPath();
  pen.moveTo(...place(event));
  draw(event);
});
pad.addEventListener("pointermove", (event) => {
  if (event.pointerId === drawing) draw(event);
});
for (const end of ["pointerup", "pointercancel"])
  pad.addEventListener(end, () => {
    drawing = null;
  });
at("clear").addEventListener("click", forget);
tell();

export function forget() {
  pen.clearRect(0, 0, pad.width, pad.height);
  drawn = false;
  tell();
}

// Returns a data URL, scaled down to the size that the server accepts; null when nothing was drawn.
export function image() {
  if (!drawn) return null;
  return SCALES.map(scaled).find((url) => url.length <= LONGEST) ?? null;
}

// Uses a bitmap, because the policy of the page allows only images that are our own files.
export async function paint(canvas, url) {
  canvas.hidden = !url;
  if (!url) return;
  const bytes = Uint8Array.from(atob(url.split(",")[1]), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
}

function draw(event) {
  const [x, y] = place(event);
  pen.lineTo(x, y);
  pen.stroke();
  drawn = true;
  tell();
}

// The canvas is displayed in another size than its own.
function place({ clientX, clientY }) {
  const { left, top, width, height } = pad.getBoundingClientRect();
  return [((clientX - left) * pad.width) / width, ((clientY - top) * pad.height) / height];
}

function scaled(scale) {
  const paper = document.createElement("canvas");
  Object.assign(paper, { width: pad.width * scale, height: pad.height * scale });
  const brush = paper.getContext("2d");
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 0, paper.width, paper.height);
  brush.drawImage(pad, 0, 0, paper.width, paper.height);
  return paper.toDataURL("image/png");
}

function tell() {
  at("clear").hidden = !drawn;
  at("pad-summary").textContent = drawn ? "Your drawn signature goes with it" : INVITING;
  pad.setAttribute("aria-label", drawn ? "Your drawn signature" : "Field for a drawn signature, empty");
}
