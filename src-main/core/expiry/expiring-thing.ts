import type { ExpiryItem, ExpiryKind, ExpiryState } from '#shared/domain/expiry.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { ShopRecord } from '../ports/records.ts';
import { effectsOf, renewalOf, ruleOf } from './expiry-rules.ts';

/** One thing that expires, of whatever mall, as its records tell it. */
export interface ExpiringThing {
  readonly kind: ExpiryKind;
  readonly shop: Pick<ShopRecord, 'id' | 'name' | 'mall' | 'environment'>;
  readonly scope: SessionScope;
  /** When its life began; null with an unknown issue date. */
  readonly since: Moment | null;
  /** When it ends or ended; null: unknown. */
  readonly dueAt: Moment | null;
  readonly basis: string;
}

export function itemIdOf(thing: ExpiringThing): string {
  return `${thing.shop.id}:${thing.scope}:${thing.kind}`;
}

/**
 * The distances that apply, longest first, ending with 0 = stopped. One that is as long as the whole life says
 * nothing: a consent of 12 hours does not begin with the warning of the last day.
 */
export function distancesOf(thing: ExpiringThing): number[] {
  if (thing.dueAt === null) return [];
  const life = thing.since === null ? Number.POSITIVE_INFINITY : thing.dueAt - thing.since;
  return [...ruleOf(thing.kind).distances.filter((distance) => distance < life), 0];
}

export function stateOf(thing: ExpiringThing, now: Moment): ExpiryState {
  if (thing.dueAt === null) return 'unknown';
  const left = thing.dueAt - now;
  if (left <= 0) return 'expired';
  const distances = distancesOf(thing);
  const { urgentMs } = ruleOf(thing.kind);
  const urgent = distances.find((distance) => distance <= urgentMs) ?? 0;
  if (left <= urgent) return 'urgent';
  // A consent that lasts 12 hours instead of 28 days wants attention from its first minute.
  return left <= (distances[0] ?? 0) || thing.basis === 'unsigned' ? 'soon' : 'ok';
}

export function toItem(thing: ExpiringThing, now: Moment): ExpiryItem {
  const { kind, shop, scope } = thing;
  return {
    id: itemIdOf(thing),
    kind,
    shopId: shop.id,
    shopName: shop.name,
    mall: shop.mall,
    environment: shop.environment,
    scope,
    state: stateOf(thing, now),
    expiresAt: thing.dueAt,
    basis: thing.basis,
    stops: effectsOf(kind, scope),
    renew: renewalOf(kind, scope),
  };
}
