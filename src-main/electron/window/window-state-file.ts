import Store from 'electron-store';
import { defaultWindowState, type WindowState, windowStateSchema } from './window-state.ts';

/** Where the window was, in `window.json` of the data folder. A file that cannot be used counts as absent. */
export class WindowStateFile {
  readonly #store: Store;

  constructor(dir: string) {
    this.#store = new Store({ cwd: dir, name: 'window', clearInvalidConfig: true });
  }

  read(): WindowState {
    const parsed = windowStateSchema.safeParse(this.#store.get('main'));
    return parsed.success ? parsed.data : defaultWindowState;
  }

  write(state: WindowState): void {
    this.#store.set('main', state);
  }
}
