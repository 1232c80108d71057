/** A cell wired by hand reads as its equations. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/check/check.ts';
import type { CheckedBlock } from '../../../../src/check/report.ts';
import { cellLstm } from '../../../../src/templates/cell-lstm.ts';
import { cellFormula, cellNumbers } from '../../../../src/ui/inside/recurrent/cell-formula.ts';

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

describe('the numbers of a block in a cell', () => {
  const numbers: { readonly [path: string]: number } = {
    'cell/i': 0.25,
    'cell/g': -0.5,
    'cell/new_c': -1,
    'cell/x': 1,
  };
  const numberOf = ([path]: readonly [string, string]) => numbers[path];

  it('stand in its formula, a negative one in brackets where it needs them', () => {
    expect(cellNumbers(cell, 'write', numberOf)).toBe('0.25 · (−0.50)');
    expect(cellNumbers(cell, 'shown', numberOf)).toBe('Tanh(−1.00)');
  });

  it('are left out where one number does not tell what the block does, or where there is none', () => {
    expect(cellNumbers(cell, 'from_x', numberOf)).toBeNull();
    expect(cellNumbers(cell, 'keep', numberOf)).toBeNull();
  });
});
