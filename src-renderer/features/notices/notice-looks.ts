import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHandStop,
  IconPlayerPlay,
  IconReceiptYen,
  IconShieldCheck,
  IconShieldExclamation,
  type TablerIcon,
} from '@tabler/icons-react';
import type { NoticeKind } from '#shared/domain/notice.ts';

/** Red for stop, error and fraud hold only. */
export const noticeLooks: Readonly<
  Record<NoticeKind, { readonly Icon: TablerIcon; readonly tone: 'danger' | 'good' | 'accent' }>
> = {
  new_orders: { Icon: IconReceiptYen, tone: 'accent' },
  held: { Icon: IconShieldExclamation, tone: 'danger' },
  hold_released: { Icon: IconShieldCheck, tone: 'good' },
  import_failed: { Icon: IconAlertTriangle, tone: 'danger' },
  import_recovered: { Icon: IconCircleCheck, tone: 'good' },
  stopped: { Icon: IconHandStop, tone: 'danger' },
  resumed: { Icon: IconPlayerPlay, tone: 'good' },
};
