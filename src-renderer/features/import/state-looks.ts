import { IconAlertTriangle, IconCircleCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';

/** Colour and sign of how an import or a comparison ended. */
export const stateLooks = {
  running: { color: 'blue', Icon: IconPlayerPlay },
  completed: { color: 'green', Icon: IconCircleCheck },
  cancelled: { color: 'gray', Icon: IconPlayerPause },
  interrupted: { color: 'yellow', Icon: IconPlayerPause },
  failed: { color: 'red', Icon: IconAlertTriangle },
} as const;
