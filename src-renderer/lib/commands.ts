/** Commands the application menu or the keyboard can give to whatever part of the window carries them out. */
export type WindowCommand = 'search' | 'shortcuts' | 'diagnosis' | 'emergencyStop';

const listeners = new Map<WindowCommand, () => void>();
/** Kept when given before whatever carries it out was drawn: the tray's menu may open the window. */
const kept: ReadonlySet<WindowCommand> = new Set<WindowCommand>(['emergencyStop']);
const early = new Set<WindowCommand>();

/** Takes a command over until the returned function is called. */
export function onCommand(command: WindowCommand, run: () => void): () => void {
  listeners.set(command, run);
  if (early.delete(command)) run();
  return () => {
    if (listeners.get(command) === run) listeners.delete(command);
  };
}

export function giveCommand(command: WindowCommand): void {
  const run = listeners.get(command);
  if (run !== undefined) run();
  else if (kept.has(command)) early.add(command);
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
