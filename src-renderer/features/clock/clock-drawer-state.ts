import { createStore } from '../../lib/store.ts';

/** Whether the drawer with the clock's details is open. */
export const clockDrawerStore = createStore(false);
