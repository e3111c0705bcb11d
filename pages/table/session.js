// A guest has no account: the code of the table and the id of its session grant access.

export const bearer = () => ({});
