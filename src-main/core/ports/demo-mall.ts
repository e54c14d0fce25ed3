/** What is needed to connect the demo shop of a running simulated mall. */
export interface RunningDemoMall {
  readonly sellerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly publicKey: string;
  readonly publicKeyVersion: string;
  /** Plays the person at the browser: opens the consent page, agrees, and returns the redirected address. */
  agree(authorizationUrl: string): Promise<string>;
}

/** Starts the simulated mall; repeated calls give the running one. Throws AppError `demo_unavailable`. */
export interface DemoMall {
  readonly available: boolean;
  running(): boolean;
  start(): Promise<RunningDemoMall>;
}
