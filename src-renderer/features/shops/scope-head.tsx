import { Badge } from '@mantine/core';
import { IconDeviceDesktop, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { Card } from '../../ui/page.tsx';
import styles from './shops.module.css';

/** What sets the two scopes apart at a glance, besides their words. */
const looks = {
  terminal: { color: 'blue', Icon: IconDeviceDesktop },
  shared: { color: 'grape', Icon: IconUsersGroup },
} as const satisfies Record<SessionScope, unknown>;

/** Whose settings these are: this PC's or every terminal's. */
export function ScopeBadge({ scope }: { scope: SessionScope }) {
  const { t } = useTranslation();
  const { color, Icon } = looks[scope];
  return (
    <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(`shops.scope.${scope}.where`)}
    </Badge>
  );
}

/** A card of one scope: coloured edge, badge, and a line that says where its values belong. */
export function ScopeCard({
  scope,
  title,
  actions,
  children,
}: {
  scope: SessionScope;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.scope} data-scope={scope}>
      <Card title={title} badge={<ScopeBadge scope={scope} />} actions={actions}>
        <p className={styles.scopeHint}>{t(`shops.scope.${scope}.hint`)}</p>
        {children}
      </Card>
    </div>
  );
}
