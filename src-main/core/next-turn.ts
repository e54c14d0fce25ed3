/** Between two pieces of long work others have their turn: a window, an import, a move. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
