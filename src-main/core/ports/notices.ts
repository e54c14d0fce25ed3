import type { ErrorCode } from '#shared/domain/errors.ts';
import type { OrderId, ShopId } from '#shared/domain/ids.ts';
import type { Notice, NoticeKind } from '#shared/domain/notice.ts';
import type { Moment } from '#shared/domain/time.ts';

/**
 * Puts a notice on record. `eventKey` names the event: one that is known already writes nothing, so that each event is
 * told once, however often it is reported.
 */
export interface NoticeAdd {
  readonly kind: 'notice.add';
  readonly eventKey: string;
  /** Only when that event is on record: an end is told of where the beginning was. */
  readonly onlyAfter: string | null;
  readonly notice: {
    readonly kind: NoticeKind;
    readonly shopId: ShopId | null;
    readonly count: number;
    readonly orderId: OrderId | null;
    readonly errorCode: ErrorCode | null;
    readonly name: string;
    readonly reason: string;
  };
}

export type NoticeChange =
  | NoticeAdd
  /** Everything up to this moment has been looked at. */
  | { readonly kind: 'notice.read'; readonly upTo: Moment }
  /** Forgets what is older; the newest always stays, so that numbers are never given twice. */
  | { readonly kind: 'notice.prune'; readonly before: Moment };

export interface NoticeReader {
  /** Newest first. */
  latest(limit: number): Notice[];
  /** With a higher number than `id`, oldest first. */
  after(id: number): Notice[];
  unread(): number;
  /** The highest number given; 0 while there is none. */
  lastId(): number;
  /** The shop's last trouble of the auto import, when nobody was told of its end. */
  openTrouble(shopId: ShopId): { readonly eventKey: string; readonly errorCode: ErrorCode | null } | null;
}
