/** The scales of a sweep's traces: gates share one, what stays within ±1 another, and all else a third. */
import { largest } from '../../../charts/color-scale.ts';
import { quantiles } from '../../../charts/extent.ts';
import type { Trace } from './traces.ts';

export interface TraceScale {
  readonly kind: 'sequential' | 'diverging';
  /** The value at its end. */
  readonly max: number;
  /** A few values lie beyond the end, which has their colour: they would leave the others none. */
  readonly isCut: boolean;
  readonly traces: readonly Trace[];
}

/** Share of the values that a scale without bounds is made for. */
const bulk = 0.9;

/** Those that have traces, in this order. */
export function scalesOf(traces: readonly Trace[]): readonly TraceScale[] {
  const gates = traces.filter(({ isGate }) => isGate);
  const signed = traces.filter(({ isGate }) => !isGate);
  const within = signed.filter(({ values }) => largest(values) <= 1);
  const beyond = signed.filter((trace) => !within.includes(trace));
  const most = Math.max(0, ...beyond.map(({ values }) => largest(values)));
  const usual = Math.max(
    0,
    ...beyond.map(({ values }) => quantiles(values.map(Math.abs), 0, bulk, 'linear')?.max ?? 0),
  );
  const isCut = most > 2 * usual;
  const scales: readonly TraceScale[] = [
    { kind: 'sequential', max: 1, isCut: false, traces: gates },
    { kind: 'diverging', max: 1, isCut: false, traces: within },
    { kind: 'diverging', max: isCut ? usual : most, isCut, traces: beyond },
  ];
  return scales.filter((scale) => scale.traces.length > 0);
}
