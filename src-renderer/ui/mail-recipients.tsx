import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';

const addressSchema = z.email();

/** The first text that is no mail address; undefined when all are. */
export function wrongAddress(mailTo: readonly string[]): string | undefined {
  return mailTo.find((address) => !addressSchema.safeParse(address).success);
}

/** Who gets mails of some kind: up to ten addresses. */
export function MailRecipients({
  label,
  mailTo,
  onChange,
}: {
  label: string;
  mailTo: string[];
  onChange: (mailTo: string[]) => void;
}) {
  const { t } = useTranslation();
  const wrong = wrongAddress(mailTo);
  return (
    <TagsInput
      flex={1}
      maw={560}
      aria-label={label}
      placeholder={t(mailTo.length === 0 ? 'common.recipients.placeholder' : 'common.recipients.add')}
      maxTags={10}
      splitChars={[',', ' ', '、', ';']}
      value={mailTo}
      onChange={onChange}
      error={wrong === undefined ? null : t('common.recipients.invalid', { value: wrong })}
    />
  );
}
