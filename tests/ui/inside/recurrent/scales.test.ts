/** The scales on which traces are drawn. */
import { describe, expect, it } from 'vitest';
import { scalesOf } from '../../../../src/ui/inside/recurrent/scales.ts';
import { type Trace, traceOf } from '../../../../src/ui/inside/recurrent/traces.ts';

const trace = (name: string, values: readonly number[], isGate = false): Trace => ({
  ...traceOf(name, '', { shape: [values.length, 1], values: Float32Array.from(values) }, values.length),
  isGate,
});

const told = (traces: readonly Trace[]) =>
  scalesOf(traces).map(({ kind, max, isCut, traces: on }) => [on.map(({ name }) => name).join(' '), kind, max, isCut]);

describe('the scales of traces', () => {
  it('are one for gates, one for what stays within one, and one for what does not', () => {
    const traces = [trace('f', [0.2], true), trace('g', [-0.9]), trace('c', [3, -2]), trace('o', [1], true)];
    expect(told(traces)).toEqual([
      ['f o', 'sequential', 1, false],
      ['g', 'diverging', 1, false],
      ['c', 'diverging', 3, false],
    ]);
  });

  it('are cut where a few values would leave the others no colour', () => {
    const [scale] = scalesOf([trace('c', [...Array<number>(99).fill(2), 80])]);
    expect(scale).toMatchObject({ max: 2, isCut: true });
  });
});
