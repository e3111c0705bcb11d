// The flow of the page: sign in, listen for notifications, switch views, sign out.

import { refused, signIn, signOut } from "./api.js";
import { listenToBell, quieten, recount } from "./bell.js";
import { at } from "./element.js";
import "./figures.js";
import "./inbox.js";
import { attempt, quietly, say, takeFailed, whenEnded } from "./notice.js";
import "./offer.js";
import "./offers.js";
import { forget, session } from "./session.js";
import { forgetTyped } from "./shares.js";
import { connect, disconnect } from "./socket.js";
import { closeView, showView } from "./views.js";

const ENDED = "That session has ended. Sign in again.";

whenEnded(() => leave(ENDED));
addEventListener("hashchange", () => session() && showView());
document.addEventListener("visibilitychange", () => {
  if (session() && document.visibilityState === "visible") quietly(recount);
});
at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(become, event.submitter);
});
at("leave").addEventListener("click", () => leave("Signed out."));
if (session()) begin();
else showWho();

async function become() {
  await signIn(at("email").value, at("password").value);
  at("sign-in").reset();
  begin();
  at("page").focus();
}

function begin() {
  showWho();
  showView(false);
  connect(tellState);
}

// The next user of this tab must not see any of it.
function leave(sentence) {
  if (sentence === ENDED) forget();
  else signOutForGood();
  disconnect();
  closeView();
  quieten();
  tellAway(false);
  at("page").dataset.state = "";
  showWho();
  say(sentence, sentence === ENDED ? "warning" : "plain");
  at("email").focus();
}

// Clears this tab; if the server was not reached, the page says so, because the session goes on there.
async function signOutForGood() {
  for (const form of ["filters", "span"]) at(form).reset();
  forgetTyped();
  const { errors } = await signOut();
  if (!errors || session()) return;
  say(`Signed out in this tab. ${refused(errors[0]).message} Until then the session goes on.`, "warning");
}

// Requests that failed while the server was unreachable are repeated when it is back.
function tellState(state) {
  if (state === "ended") return leave(ENDED);
  tellAway(state === "offline");
  at("page").dataset.state = "";
  if (state === "offline") return undefined;
  if (!document.querySelector("dialog[open]") && takeFailed()) showView(false);
  return quietly(listenToBell).then(() => {
    at("page").dataset.state = state;
  });
}

function tellAway(away) {
  at("connection").textContent = away ? "Not connected: news will come when the connection is back." : "";
}

function showWho() {
  const user = session()?.user;
  at("sign-in").hidden = Boolean(user);
  at("signed-in").hidden = !user;
  at("who").textContent = user ? `${user.name} (${user.role.toLowerCase().replaceAll("_", " ")})` : "";
}
