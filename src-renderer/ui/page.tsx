import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A screen of cards: heading, actions at the right, content that scrolls by itself. */
export function Page({
  title,
  hint,
  actions,
  children,
}: {
  title: string;
  hint?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.page} aria-label={title}>
      <div className={styles.head}>
        <Title order={1}>{title}</Title>
        {hint && <span className={styles.hint}>{hint}</span>}
        <span className={styles.space} />
        {actions}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

export function Card({
  title,
  badge,
  hint,
  actions,
  children,
}: {
  title: string;
  badge?: ReactNode;
  hint?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <Title order={2}>{title}</Title>
        {badge}
        {hint && <span className={styles.hint}>{hint}</span>}
        <span className={styles.space} />
        {actions}
      </div>
      {children}
    </section>
  );
}
