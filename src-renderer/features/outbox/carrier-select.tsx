import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { carrierCodes, carrierText } from './mall-codes.ts';

/** A carrier by name; a code the mall no longer lists keeps its place in the list. */
export function CarrierSelect({
  label,
  error,
  emptyLabel,
  value,
  onChange,
  ...rest
}: {
  label: ReactNode;
  error?: string | null;
  emptyLabel: string;
  value: string;
  onChange: (code: string) => void;
}) {
  const { t } = useTranslation();
  const isKnown = value === '' || carrierCodes.includes(value);
  return (
    <Select
      {...rest}
      searchable
      label={label}
      error={error}
      data={[
        { value: '', label: emptyLabel },
        ...(isKnown ? [] : [{ value, label: value }]),
        ...carrierCodes.map((code) => ({ value: code, label: carrierText(t, code) })),
      ]}
      value={value}
      onChange={(code) => onChange(code ?? '')}
    />
  );
}
