/** The curves of a forecast: what was, what was expected a step ahead, and what is drawn on from a place. */
import type { Line } from '../../../charts/line.ts';
import type { Forecast } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';

export interface Places {
  /** Steps from one window to the next. */
  readonly stride: number;
  /** Where it is drawn on from: the last step that the network is told of. */
  readonly place: number;
}

/** `along` is a stretch from place 0 on, `on` begins at `place`; null for what is not known yet. */
export function linesOf(along: Forecast | null, on: Forecast | null, { stride, place }: Places): readonly Line[] {
  const every = (values: ArrayLike<number>) => Array.from({ length: values.length }, (_, i) => i * stride);
  const truth = along?.truth ?? new Float32Array();
  const ahead = along?.ahead ?? new Float32Array();
  // Begins at what is known last.
  const drawn = on ? [...on.truth.subarray(0, 1), ...on.drawn] : [];
  return [
    { id: 'truth', label: message('use.forecast-truth'), tone: 'truth', unit: 1, x: every(truth), y: truth },
    { id: 'ahead', label: message('use.forecast-ahead'), tone: 'ahead', unit: 1, x: every(ahead), y: ahead },
    {
      id: 'drawn',
      label: message('use.forecast-drawn'),
      tone: 'drawn',
      unit: 1,
      x: drawn.map((_, i) => place + i),
      y: drawn,
    },
  ];
}
