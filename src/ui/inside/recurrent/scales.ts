/** The scales of a sweep's traces: gates share one, what stays within ±1 another, and all else a third. */
import { largest } from '../../../charts/color-scale.ts';
import type { Trace } from './traces.ts';

export interface TraceScale {
  readonly kind: 'sequential' | 'diverging';
  /** The value at its end. */
  readonly max: number;
  readonly traces: readonly Trace[];
}

/** Those that have traces, in this order. */
export function scalesOf(traces: readonly Trace[]): readonly TraceScale[] {
  const gates = traces.filter(({ isGate }) => isGate);
  const signed = traces.filter(({ isGate }) => !isGate);
  const within = signed.filter(({ values }) => largest(values) <= 1);
  const beyond = signed.filter((trace) => !within.includes(trace));
  const scales: readonly TraceScale[] = [
    { kind: 'sequential', max: 1, traces: gates },
    { kind: 'diverging', max: 1, traces: within },
    { kind: 'diverging', max: Math.max(0, ...beyond.map(({ values }) => largest(values))), traces: beyond },
  ];
  return scales.filter((scale) => scale.traces.length > 0);
}
