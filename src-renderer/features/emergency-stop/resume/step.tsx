import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from '../emergency-stop.module.css';

/** One step of the way back; the one at which the person stands is marked. */
export function Step({
  number,
  title,
  state,
  children,
}: {
  number: number;
  title: string;
  state: 'done' | 'now' | 'later';
  children: ReactNode;
}) {
  return (
    <li className={styles.step} data-state={state} {...(state === 'now' && { 'aria-current': 'step' })}>
      <span className={styles.stepMark} aria-hidden>
        {state === 'done' ? <IconCheck size={15} /> : number}
      </span>
      <h3 className={styles.stepTitle}>{title}</h3>
      {children}
    </li>
  );
}
