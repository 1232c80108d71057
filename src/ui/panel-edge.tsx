/** The edge of a panel that makes it wider or higher: dragged, or moved by the arrow keys. */
import type { KeyboardEvent } from 'react';
import classes from './panel-edge.module.css';

/** Pixels of one arrow key. */
const STEP = 8;

export interface PanelEdgeProps {
  /** Where it lies; the panel grows towards it. */
  readonly at: 'left' | 'top';
  readonly label: string;
  /** Pixels. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** Gets any size, also one out of bounds. */
  readonly onSize: (size: number) => void;
}

const keySteps = {
  left: { ArrowLeft: STEP, ArrowRight: -STEP },
  top: { ArrowUp: STEP, ArrowDown: -STEP },
} as const;

export function PanelEdge({ at, label, size, least, most, onSize }: PanelEdgeProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: { readonly [key: string]: number } = keySteps[at];
    const step = steps[event.key];
    const next = event.key === 'Home' ? least : event.key === 'End' ? most : step === undefined ? null : size + step;
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSize(next);
  };
  return (
    <hr
      tabIndex={0}
      className={classes.edge}
      data-at={at}
      aria-label={label}
      aria-orientation={at === 'left' ? 'vertical' : 'horizontal'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const panel = event.currentTarget.parentElement?.getBoundingClientRect();
        if (panel !== undefined) onSize(at === 'left' ? panel.right - event.clientX : panel.bottom - event.clientY);
      }}
    />
  );
}
