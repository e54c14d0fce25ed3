/** Who calls an operation, and the signal that ends when the caller gives up. */
export interface CallContext {
  /** Name for the history: the operator, or what acts by itself. */
  readonly actor: string;
  readonly signal?: AbortSignal;
}
