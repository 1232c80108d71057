/** What an initial forget bias leaves of the cell, said beside its field. */
import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../src/blocks/params.ts';
import { lstm } from '../../../src/blocks/recurrent/lstm.ts';
import type { CheckedBlock } from '../../../src/check/report.ts';
import { axis, real } from '../../../src/tensor/shape.ts';
import { parameterNote } from '../../../src/ui/inspector/parameter-note.ts';

function block(forgetBias: number, steps: number | null): CheckedBlock {
  const axes = [axis('B', 'B', 'data'), axis('T', steps ?? 'T', 'data'), axis('F', 3, 'data')];
  return {
    id: 'lstm1',
    definition: lstm,
    state: 'correct',
    waitsFor: null,
    params: { ...defaultsOf(lstm), forgetBias },
    ports: { inputs: [], outputs: [] },
    inputs: { x: { axes, element: real } },
    outputs: {},
    weights: [],
    cost: { parameters: 0, macs: 0, activationBytes: 0 },
    macsFormula: null,
    weightsFormula: null,
    arithmetic: [],
    body: null,
    upper: [],
  };
}

describe('the note of the forget bias', () => {
  it('counts what is left after the steps of the input', () => {
    expect(parameterNote(block(1, 100), 'forgetBias')).toBe(
      'Before training, the forget gate alone leaves σ(1)¹⁰⁰ = 2.5e−14 of the cell after 100 steps',
    );
    expect(parameterNote(block(-1, 2), 'forgetBias')).toBe(
      'Before training, the forget gate alone leaves σ(−1)² = 0.072 of the cell after 2 steps',
    );
  });

  it('is of one step where their number is not known', () => {
    expect(parameterNote(block(0, null), 'forgetBias')).toBe(
      'Before training, the forget gate alone leaves σ(0) = 0.50 of the cell after one step',
    );
  });

  it('belongs to no other parameter', () => {
    expect(parameterNote(block(1, 100), 'units')).toBeUndefined();
  });
});
