import { Alert, Button, Code, Group, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import { useErrorText } from './error-text.ts';
import { copyWithNotice } from './notices.ts';

/** A failure as a line block: what · why · what to do, the button that does it, and details to copy. */
export function ErrorPanel({
  error,
  action,
  onRetry,
}: {
  error: unknown;
  action?: ReactNode;
  onRetry?: () => void;
}) {
  const { t } = useTranslation();
  const shape = toAppError(error);
  const text = useErrorText(shape);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={text.what} role="alert">
      {text.said !== '' && (
        <Text size="sm" className="selectable" lang="en">
          {text.said}
        </Text>
      )}
      <Text size="sm">{text.why}</Text>
      <Text size="sm" fw={600}>
        {text.next}
      </Text>
      {(action || onRetry) && (
        <Group mt="xs" gap="xs">
          {action}
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )}
        </Group>
      )}
      <ErrorDetails error={shape} />
    </Alert>
  );
}

/** Code, English text and facts, folded away, to copy for support. */
export function ErrorDetails({ error }: { error: AppErrorShape }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const facts = Object.entries(error.details).map(([key, value]) => `${key}: ${value}`);
  const text = [error.code, error.message, ...facts].filter(Boolean).join('\n');
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton
        mt={6}
        fz={12}
        c="dimmed"
        mih={24}
        onClick={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
      >
        <Group gap={4}>
          <Chevron size={14} aria-hidden />
          {t('common.details')}
        </Group>
      </UnstyledButton>
      {isOpen && (
        <>
          <Code block className="selectable">
            {text}
          </Code>
          <Button
            mt={6}
            variant="subtle"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => copyWithNotice(text, t('common.copied'))}
          >
            {t('common.copy')}
          </Button>
        </>
      )}
    </div>
  );
}
