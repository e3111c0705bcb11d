// The signed-in user and the token of this browser tab, which the explorer shares.

const KEPT_AS = "proffer.session";

export const session = () => JSON.parse(sessionStorage.getItem(KEPT_AS));

export const keep = ({ token, user }) => sessionStorage.setItem(KEPT_AS, JSON.stringify({ token, user }));

export const forget = () => sessionStorage.removeItem(KEPT_AS);

export const bearer = () => (session() ? { Authorization: `Bearer ${session().token}` } : {});
