import { useTranslation } from 'react-i18next';
import type { MallCode } from '#shared/domain/mall.ts';
import './badges.css';

/** A mall's small coloured mark, with its name for those who do not see it. */
export function MallMark({ mall }: { mall: MallCode }) {
  const { t } = useTranslation();
  const name = t(`common.malls.${mall}`);
  return (
    <span className={`mall-mark mall-${mall}`} role="img" aria-label={name} title={name}>
      {t(`common.mallMarks.${mall}`)}
    </span>
  );
}
