import type { welcome as ja } from '../ja/welcome.ts';

export const welcome: typeof ja = {
  title: 'Welcome to 受注番',
  lead: 'Brings your malls’ orders in, finds them fast, and handles them safely.',
  connect: 'Connect a shop',
  connectText:
    'Register a Yahoo! Shopping store and import its orders. Have its account and Client ID ready.',
  demo: 'Try the demo',
  demoText: 'Connects to a practice mall and imports invented orders. Nothing is sent to a real mall.',
  demoUnavailable: 'The demo is not available in this way of starting.',
  starting: 'Connecting to the demo shop…',
  importing: 'Importing the demo’s orders',
  toOrders: 'Open orders',
};
