/** A cell wired by hand reads as its equations. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/check/check.ts';
import type { CheckedBlock } from '../../../../src/check/report.ts';
import { cellLstm } from '../../../../src/templates/cell-lstm.ts';
import { cellFormula } from '../../../../src/ui/inside/recurrent/cell-formula.ts';

const cell = check(cellLstm.document).blocks.get('cell') as CheckedBlock;

describe('the formula of a block in a cell', () => {
  it('is written over the names of what the block reads', () => {
    expect(cellFormula(cell, 'sum', false)).toBe('from_x + from_h');
    expect(cellFormula(cell, 'i', false)).toBe('Sigmoid(gates.y1)');
  });

  it('names the input of the step, and a state by the step that left it', () => {
    expect(cellFormula(cell, 'from_x', false)).toBe('x_t·W + b');
    expect(cellFormula(cell, 'from_h', false)).toBe('h_{t−1}·W');
    expect(cellFormula(cell, 'from_h', true)).toBe('h_{t+1}·W');
  });

  it('calls what a State keeps by the name of the State', () => {
    expect(cellFormula(cell, 'shown', false)).toBe('Tanh(c_t)');
    expect(cellFormula(cell, 'keep', false)).toBe('c_{t−1} · f');
  });

  it('is left out where a block makes several things', () => {
    expect(cellFormula(cell, 'gates', false)).toBeNull();
  });
});
