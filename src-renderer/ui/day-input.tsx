import { DateInput, type DateInputProps } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

/** A calendar day that may be left empty, with a named button that empties it. */
export function DayInput(props: DateInputProps) {
  const { t } = useTranslation();
  return (
    <DateInput
      valueFormat="YYYY/MM/DD"
      clearable
      clearButtonProps={{ 'aria-label': t('common.clearDay') }}
      {...props}
    />
  );
}
