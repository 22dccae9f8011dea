/** How long a reply of the portal can be taken back before it goes to the author. */
export const undoMs = 30_000;
