import type { AppError, ErrorCode } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';

/**
 * Told by the loop of troubles that a person should know of: each once when it begins, and once when it is over. One
 * that turns out to need a consent is told as another, whose end is the end of both.
 */
export interface LoopListener {
  /** `since` names the trouble: the same moment comes with `troubleEnded`. */
  troubleBegan(shopId: ShopId, since: Moment, error: AppError): void;
  troubleEnded(shopId: ShopId, since: Moment): void;
  /** The trouble that an earlier start of the application told of and that was not over when it ended. */
  openTrouble(shopId: ShopId): { readonly since: Moment; readonly errorCode: ErrorCode | null } | null;
}
