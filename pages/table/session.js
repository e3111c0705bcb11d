// A guest has no account: what they may do, the code of the table and the id of its session say.

export const bearer = () => ({});
