import { Fragment, type ReactNode } from 'react';
import styles from './detail.module.css';

/** Name and value pairs; those without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  const filled = rows.filter(([, value]) => value !== '' && value !== null && value !== undefined);
  if (filled.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {filled.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
