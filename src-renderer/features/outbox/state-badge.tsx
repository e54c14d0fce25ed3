import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutboxState } from '#shared/domain/mall-operation.ts';

const looks = {
  waiting: { color: 'blue', Icon: IconClock },
  sending: { color: 'blue', Icon: IconSend },
  done: { color: 'green', Icon: IconCircleCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
  unknown: { color: 'yellow', Icon: IconHelpCircle },
  withdrawn: { color: 'gray', Icon: IconArrowBackUp },
} as const satisfies Record<OutboxState, unknown>;

/** 待機, 送信中, 反映済み, 失敗, 不明, 取り消し済み: colour, sign and word. */
export function StateBadge({ state }: { state: OutboxState }) {
  const { t } = useTranslation();
  const { color, Icon } = looks[state];
  return (
    <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(`outbox.state.${state}`)}
    </Badge>
  );
}
