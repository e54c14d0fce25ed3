import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { phaseColors } from './phase-kinds.ts';
import styles from './phases.module.css';

/** A colour to choose, each with its name. */
export function ColorMenu({
  color,
  label,
  onChoose,
}: {
  color: string;
  label: (colorName: string) => string;
  onChoose: (color: string) => void;
}) {
  const { t } = useTranslation();
  const known = phaseColors.find((name) => name === color);
  const name = known ? t(`phases.colors.${known}`) : color;
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={`${styles.swatch} tone-${color}`} aria-label={label(name)} title={name} />
      </Menu.Target>
      <Menu.Dropdown>
        {phaseColors.map((choice) => (
          <Menu.Item
            key={choice}
            leftSection={<span className={`${styles.dot} tone-${choice}`} aria-hidden />}
            rightSection={choice === color ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => onChoose(choice)}
          >
            {t(`phases.colors.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
