/** Whose gradients are shown, and on which scale. */
import { describe, expect, it } from 'vitest';
import { newRun, type Run } from '../../../src/runs/run.ts';
import { cellLstm } from '../../../src/templates/cell-lstm.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { rowsLstm } from '../../../src/templates/rows-lstm.ts';
import { kindOf, sharedDecades, shareOfFirst, tellingBlocks, toldBy } from '../../../src/ui/dock/gradient/told-runs.ts';

const column = (step: number, norms: readonly number[]) => ({ step, norms: Float32Array.from(norms) });

const run: Run = {
  ...newRun('a', 1, rowsLstm.document, 0, 0),
  gradients: { 'lstm1.h': [column(1, [2e-6, 1e-3]), column(9, [0.01, 2])], 'lstm1.c': [column(1, [1, 1])] },
};

describe('a run that told gradients', () => {
  it('shows its first state unless another is chosen', () => {
    expect(toldBy(run, undefined)).toMatchObject({ state: 'lstm1.h', states: ['lstm1.h', 'lstm1.c'], steps: 2 });
    expect(toldBy(run, 'lstm1.c')?.state).toBe('lstm1.c');
    expect(toldBy(run, 'gone.h')?.state).toBe('lstm1.h');
    const told = toldBy(run, undefined);
    expect(told && kindOf(told)).toBe('LSTM');
  });

  it('shares its scale with the others', () => {
    const told = [toldBy(run, 'lstm1.h'), toldBy(run, 'lstm1.c')].flatMap((each) => each ?? []);
    expect(sharedDecades(told)).toEqual({ low: -6, high: 1 });
  });

  it('says how much of the last step’s gradient reaches the first', () => {
    expect(shareOfFirst(column(9, [0.01, 2]))).toBeCloseTo(0.005);
    expect(shareOfFirst(column(9, [0.01, 0]))).toBeNaN();
  });

  it('is none before it has told any', () => {
    expect(toldBy(newRun('b', 2, rowsLstm.document, 0, 0), undefined)).toBeNull();
  });
});

describe('a graph', () => {
  it('has blocks that will tell, or none', () => {
    expect(tellingBlocks(rowsLstm.document)).toEqual(['lstm1']);
    expect(tellingBlocks(cellLstm.document)).toEqual(['cell']);
    expect(tellingBlocks(lenet.document)).toEqual([]);
  });
});
