/** A titled part of a panel: head with a note or an action at its right, then the content. */
import type { ReactNode } from 'react';
import classes from './section.module.css';

export interface SectionProps {
  readonly title: string;
  /** Quiet text at the right of the head. */
  readonly note?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, note, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {note !== undefined && <span className={classes.note}>{note}</span>}
        {action}
      </header>
      {children}
    </section>
  );
}
