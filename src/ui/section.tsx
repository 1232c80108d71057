/** A titled part of a panel: head with a note or an action at its right, then the content. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import classes from './section.module.css';

export interface SectionProps {
  readonly title: string;
  /** Quiet text at the right of the head. */
  readonly note?: string;
  readonly action?: ReactNode;
  /** Can be folded, and begins so when true. */
  readonly folded?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, note, action, folded, children }: SectionProps) {
  const [open, setOpen] = useState(folded !== true);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head} data-folded={!open}>
        <h3 className={classes.title}>
          {folded === undefined ? (
            title
          ) : (
            <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
              {title}
              <Chevron size={13} aria-hidden="true" />
            </button>
          )}
        </h3>
        {note !== undefined && open && <span className={classes.note}>{note}</span>}
        {action}
      </header>
      {open && children}
    </section>
  );
}
