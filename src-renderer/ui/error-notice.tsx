import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { DiagnoseButton } from '../features/diagnosis/diagnose-button.tsx';
import { useErrorText } from './error-text.ts';
import { closeButtonProps } from './notices.ts';

/** Shows a failure of a small action as a notice with what happened, why and what to do. */
export function showError(error: unknown): void {
  const shape = toAppError(error);
  notifications.show({
    color: 'red',
    withBorder: true,
    autoClose: 10_000,
    closeButtonProps: closeButtonProps(),
    message: <ErrorNotice error={shape} />,
  });
}

function ErrorNotice({ error }: { error: ReturnType<typeof toAppError> }) {
  const text = useErrorText(error);
  return (
    <>
      <Text size="sm" fw={600}>
        {text.what}
      </Text>
      {text.said !== '' && (
        <Text size="sm" lang="en">
          {text.said}
        </Text>
      )}
      <Text size="sm">{text.why}</Text>
      <Text size="sm">{text.next}</Text>
      <DiagnoseButton error={error} shopId={null} />
    </>
  );
}
