/** What both ways of drawing traces take, and where in them the pointer is. */
import type { PointerEvent } from 'react';
import type { SequenceInfo } from '../../../protocol/trainer.ts';
import { pointAt } from './cursor.ts';
import type { TraceScale } from './scales.ts';
import type { Sweep, Trace } from './traces.ts';

export interface TraceViewProps {
  readonly sweep: Sweep;
  readonly sequence: SequenceInfo | null;
  readonly scales: readonly TraceScale[];
  readonly step: number;
  readonly unit: number;
  /** Units that are drawn, of traces that have as many as the state; of others all are. */
  readonly units: readonly number[];
  /** Units of the state. */
  readonly of: number;
}

/** Units of the trace that are drawn; null for all. */
export const drawnUnits = (trace: Trace, { units, of }: TraceViewProps): readonly number[] | null =>
  trace.units === of ? units : null;

/** `f: forget` */
export const fullName = ({ name, title }: Trace): string => (title === '' ? name : `${name}: ${title}`);

/**
 * Moves the cursor to the place in the panel under the pointer: a panel has the attribute `data-steps`, and where it
 * shows the drawn units `data-units="drawn"`.
 */
export function followPointer(
  event: PointerEvent<HTMLElement>,
  { sweep: { steps }, units }: TraceViewProps,
  time: 'down' | 'right',
): void {
  const panel = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-steps]') : null;
  if (panel === null) return;
  const box = panel.getBoundingClientRect();
  const right = (event.clientX - box.left) / box.width;
  const down = (event.clientY - box.top) / box.height;
  const [along, across] = time === 'down' ? [down, right] : [right, down];
  const place = (share: number, count: number): number => Math.max(0, Math.min(Math.floor(share * count), count - 1));
  const unit = panel.dataset.units === 'drawn' ? units[place(across, units.length)] : undefined;
  pointAt({ step: place(along, steps), ...(unit !== undefined && { unit }) });
}
