// The tokens by which the API knows this browser, one for each account: they outlive sessions, and sign nobody in.

const KEPT_AS = "proffer.devices";

const devices = () => JSON.parse(localStorage.getItem(KEPT_AS)) ?? {};
const nameOf = (email) => email.trim().toLowerCase();

export const deviceOf = (email) => devices()[nameOf(email)] ?? null;

export const keepDevice = (email, device) =>
  localStorage.setItem(KEPT_AS, JSON.stringify({ ...devices(), [nameOf(email)]: device }));
