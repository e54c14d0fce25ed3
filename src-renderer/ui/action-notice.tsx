import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { closeButtonProps } from './notices.ts';

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

/** A line at the lower right with what can be done about it, long enough to reach for it. */
export function noticeWithAction(message: string, ...actions: readonly NoticeAction[]): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    withBorder: true,
    autoClose: 10_000,
    closeButtonProps: closeButtonProps(),
    message: (
      <Group gap={4} justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Group gap={0} wrap="nowrap">
          {actions.map((action) => (
            <Button
              key={action.label}
              variant="subtle"
              onClick={() => {
                notifications.hide(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          ))}
        </Group>
      </Group>
    ),
  });
}
