/** Waits on this PC for the browser to come back from the mall's consent page (redirect method `loopback`). */
export interface LoopbackReceiver {
  /**
   * Listens at the redirect address and resolves with the complete redirected address. Throws AppError
   * `redirect_uri_invalid` when the address is not this PC's or its port is taken; rejects with the signal's
   * reason when aborted.
   */
  listen(redirectUri: string, signal: AbortSignal): Promise<{ readonly redirected: Promise<string> }>;
}
