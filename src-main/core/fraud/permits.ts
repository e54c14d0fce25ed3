import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import type { ChangePath } from '../orders/change-path.ts';

/**
 * The guard's leave to move one order to one phase. It holds for exactly what the guard looked at: the order in
 * its phase and hold state, while nothing else was committed (`revision`).
 */
export interface PhasePermit {
  readonly orderId: OrderId;
  readonly fraudHold: FraudHoldStatus;
  readonly from: PhaseId;
  readonly to: PhaseId;
  readonly by: ChangePath;
  /** The store's revision at which it was given; a later commit makes it void. */
  readonly revision: number;
}

/** The guard's leave to let an order that is being imported begin in a phase. */
export interface BeginPermit {
  readonly mallOrderId: string;
  readonly fraudHold: FraudHoldStatus;
  readonly to: PhaseId;
}

/** The guard's leave to change fields of one order, while nothing else was committed (`revision`). */
export interface EditPermit {
  readonly orderId: OrderId;
  readonly revision: number;
}

/** The guard's leave to tell the mall one thing about one order, for as long as the order's hold state stays. */
export interface MallPermit {
  readonly orderId: OrderId;
  readonly fraudHold: FraudHoldStatus;
  readonly operation: MallOperation;
}

/** Only what was minted here is genuine: a copy, or an object put together elsewhere, is not. */
const phasePermits = new WeakSet<object>();
const mallPermits = new WeakSet<object>();
const beginPermits = new WeakSet<object>();
const editPermits = new WeakSet<object>();

/** For the guard alone (an import rule sees to it). */
export function mintPhasePermit(permit: PhasePermit): PhasePermit {
  const minted = Object.freeze({ ...permit });
  phasePermits.add(minted);
  return minted;
}

/** For the guard alone (an import rule sees to it). */
export function mintMallPermit(permit: MallPermit): MallPermit {
  const minted = Object.freeze({ ...permit });
  mallPermits.add(minted);
  return minted;
}

/** For the guard alone (an import rule sees to it). */
export function mintBeginPermit(permit: BeginPermit): BeginPermit {
  const minted = Object.freeze({ ...permit });
  beginPermits.add(minted);
  return minted;
}

/** For the guard alone (an import rule sees to it). */
export function mintEditPermit(permit: EditPermit): EditPermit {
  const minted = Object.freeze({ ...permit });
  editPermits.add(minted);
  return minted;
}

export const isGenuinePhasePermit = (permit: PhasePermit): boolean => phasePermits.has(permit);
export const isGenuineBeginPermit = (permit: BeginPermit): boolean => beginPermits.has(permit);
export const isGenuineMallPermit = (permit: MallPermit): boolean => mallPermits.has(permit);
export const isGenuineEditPermit = (permit: EditPermit): boolean => editPermits.has(permit);
