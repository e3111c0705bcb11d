// The bar above GraphiQL: ready-made operations, and signing in and out.

import { open, show, startOver } from "./editor.js";
import { session, signIn, signOut, stillSignedIn } from "./session.js";

const at = (id) => document.getElementById(id);
const config = await (await fetch("/explorer/config.json")).json();

function tell(sentence = "", { wrong = false } = {}) {
  at("notice").textContent = sentence;
  at("notice").classList.toggle("wrong", wrong);
}

function showWho() {
  const user = session()?.user;
  at("signed-in").hidden = !user;
  at("signed-out").hidden = Boolean(user);
  at("who").textContent = user ? `${user.name} (${user.role.toLowerCase().replaceAll("_", " ")})` : "";
}

async function become(email, password) {
  tell();
  try {
    await signIn(email, password);
    at("signed-out").reset();
  } catch (error) {
    tell(error.message, { wrong: true });
    return;
  }
  showWho();
  startOver();
}

function leave(sentence) {
  signOut();
  showWho();
  startOver();
  tell(sentence);
}

function demoButton({ label, email, password }) {
  const button = document.createElement("button");
  button.textContent = label;
  button.title = `Sign in as ${email}`;
  button.onclick = () => become(email, password);
  return button;
}

function onSubmit(id, act) {
  at(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
}

onSubmit("signed-out", () => become(at("email").value, at("password").value));
onSubmit("signed-in", () => leave("Signed out."));
onSubmit("ready-made", () => open(config.operations[at("operation").value]));
at("operation").append(...config.operations.map(({ name }, index) => new Option(name, index)));
at("demo").append(...config.accounts.map(demoButton));
at("demo").hidden = config.accounts.length === 0;

showWho();
show(at("graphiql"), config.operations);
if (session() && !(await stillSignedIn())) leave("That session has ended. Sign in again.");
