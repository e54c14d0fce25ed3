/** Commands the application menu or the keyboard can give to whatever part of the window carries them out. */
export type WindowCommand = 'search' | 'shortcuts' | 'diagnosis' | 'emergencyStop' | 'autoImport';

const listeners = new Map<WindowCommand, () => void>();
/** Given while the window was still being drawn, by the tray for instance: must not be lost. */
let isStopWanted = false;

/** Takes a command over until the returned function is called. */
export function onCommand(command: WindowCommand, run: () => void): () => void {
  listeners.set(command, run);
  if (command === 'emergencyStop' && isStopWanted) {
    isStopWanted = false;
    run();
  }
  return () => {
    if (listeners.get(command) === run) listeners.delete(command);
  };
}

export function giveCommand(command: WindowCommand): void {
  const run = listeners.get(command);
  if (run !== undefined) run();
  else if (command === 'emergencyStop') isStopWanted = true;
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
