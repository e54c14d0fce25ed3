import { SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** One of a few, all in sight, under its name. */
export function Choice<T extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string;
  value: T;
  choices: readonly (readonly [T, ReactNode])[];
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <div>
      <Text id={id} size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        size="sm"
        value={value}
        data={choices.map(([choice, name]) => ({ value: choice, label: name }))}
        onChange={onChoose}
      />
    </div>
  );
}
