/** Commands the application menu or the keyboard can give to whatever part of the window carries them out. */
export type WindowCommand = 'search' | 'shortcuts' | 'diagnosis' | 'emergencyStop' | 'autoImport';

const listeners = new Map<WindowCommand, () => void>();
/** Given before whatever carries it out was drawn: the menu of the tray may open the window. */
let early: WindowCommand | null = null;

/** Takes a command over until the returned function is called. */
export function onCommand(command: WindowCommand, run: () => void): () => void {
  listeners.set(command, run);
  if (early === command) {
    early = null;
    run();
  }
  return () => {
    if (listeners.get(command) === run) listeners.delete(command);
  };
}

export function giveCommand(command: WindowCommand): void {
  const run = listeners.get(command);
  early = run === undefined ? command : null;
  run?.();
}

type AddressListener = (address: string) => void;
let addressListener: AddressListener | null = null;

/** Receives the `juchuban://` address a consent came back with. */
export function onReturnAddress(listener: AddressListener | null): void {
  addressListener = listener;
}

export function giveReturnAddress(address: string): void {
  addressListener?.(address);
}
