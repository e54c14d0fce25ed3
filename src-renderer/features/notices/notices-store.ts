import { createStore } from '../../lib/store.ts';

/** Whether the list of notices is open. */
export const noticesStore = createStore(false);
