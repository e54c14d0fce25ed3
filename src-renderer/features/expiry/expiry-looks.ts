import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClockExclamation,
  IconHelpCircle,
} from '@tabler/icons-react';

/** Colour and icon of each state; the word always stands beside them. */
export const expiryLooks = {
  ok: { color: 'green', Icon: IconCircleCheck },
  unknown: { color: 'gray', Icon: IconHelpCircle },
  soon: { color: 'yellow', Icon: IconClockExclamation },
  urgent: { color: 'orange', Icon: IconAlertTriangle },
  expired: { color: 'red', Icon: IconBan },
} as const;
