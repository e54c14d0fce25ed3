/**
 * The simulated Yahoo!ショッピング: a real HTTP server for tests and for the product's demo mode, and its parts
 * (order generator, XML writer) for parser tests and benchmarks without HTTP.
 */
export { agreeToConsent } from './auth/agree.ts';
export { VERDICTS, type Verdict } from './auth/signature.ts';
export type { KeyView, OrderPatch, SimulatorControl } from './control/control.ts';
export type { FaultAction, FaultRule } from './http/faults.ts';
export type { JournalEntry } from './http/journal.ts';
export { ORDER_INFO_KEYS, ORDER_LIST_KEYS } from './orders/fields.ts';
export { generateOrder } from './orders/generate.ts';
export { type OrderLine, totalPriceOf, type YahooOrder } from './orders/model.ts';
export type { RateLimitAnswer, SimulatorSettings } from './settings.ts';
export type { ShopAccount, ShopSpec } from './shop-account.ts';
export {
  type SimulatorEndpoints,
  startYahooSimulator,
  type YahooSimulator,
  type YahooSimulatorOptions,
} from './simulator.ts';
export { orderInfoXml } from './xml/order-info-xml.ts';
export type { Roughness } from './xml/style.ts';
