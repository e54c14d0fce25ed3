import type { YahooSimulator } from '#simulators/yahoo/index.ts';

/** Every call of the order APIs is answered with px-04102: the session has ended. */
export function endSessions({ control }: Pick<YahooSimulator, 'control'>): void {
  control.addFault({
    path: '/ShoppingWebService/',
    count: null,
    action: {
      kind: 'error',
      status: 401,
      code: 'px-04102',
      message: 'AccessToken has been expired. This API session is shorter than another API.',
    },
  });
}
