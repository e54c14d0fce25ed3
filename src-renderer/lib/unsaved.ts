const holders = new Set<() => boolean>();

/**
 * Has the window ask before it closes or loads anew while `isUnsaved` says that typed work would be lost; the browser
 * words the question, in Electron the shell does (`ask-before-unload.ts`). Answers the way to end it.
 */
export function guardUnsaved(isUnsaved: () => boolean): () => void {
  holders.add(isUnsaved);
  return () => holders.delete(isUnsaved);
}

window.addEventListener('beforeunload', (event) => {
  if ([...holders].some((isUnsaved) => isUnsaved())) event.preventDefault();
});
