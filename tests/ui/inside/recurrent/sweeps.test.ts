/** What stands out of a cell that is wired by hand: the same gates and states as of the layer that it is. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/check/check.ts';
import type { CheckedBlock } from '../../../../src/check/report.ts';
import type { Params } from '../../../../src/document/document.ts';
import type { Inspection, Probe } from '../../../../src/protocol/trainer.ts';
import { cellLstm } from '../../../../src/templates/cell-lstm.ts';
import { cellRnn } from '../../../../src/templates/cell-rnn.ts';
import { speechConvLstm } from '../../../../src/templates/speech-conv-lstm.ts';
import type { Template } from '../../../../src/templates/template.ts';
import { inputAt, inputOf, type LayerParams } from '../../../../src/ui/inside/recurrent/step-input.ts';
import { sweepsIn } from '../../../../src/ui/inside/recurrent/sweeps.ts';
import { valuesAt } from '../../../../src/ui/inside/recurrent/traces.ts';

const steps = 2;
const units = 3;

/** A value of its own in every place. */
function probes(names: readonly string[]): Readonly<Record<string, Probe>> {
  const size = steps * units;
  const values = (first: number) => Float32Array.from({ length: size }, (_, at) => first + at);
  return Object.fromEntries(names.map((name, at) => [name, { shape: [steps, units], values: values(at * size) }]));
}

const inspection = (found: Partial<Inspection>): Inspection => ({
  runId: 'run',
  step: 0,
  inputs: {},
  outputs: {},
  weights: {},
  beforeActivation: null,
  traces: {},
  sequence: { length: steps, names: null },
  ...found,
});

function checkedIn({ document }: Template, path: string, params: Params = {}): CheckedBlock {
  const blocks = document.blocks.map((each) =>
    each.id === 'cell' ? { ...each, params: { ...each.params, ...params } } : each,
  );
  return check({ ...document, blocks }).blocks.get(path) as CheckedBlock;
}

/** What the worker tells of the cell: everything that its inner blocks give, by layer and direction. */
function sweepsOfCell(template: Template, params: Params = {}, marks: readonly string[] = ['']) {
  const cell = checkedIn(template, 'cell', params);
  const names = (cell.body?.blocks ?? []).flatMap(({ id, ports }) =>
    ports.outputs.flatMap(({ name }) => marks.map((mark) => `${id.replace('cell/', '')}:${name}${mark}`)),
  );
  return sweepsIn(cell, inspection({ traces: probes(names) }));
}

describe('a cell that is wired by hand', () => {
  it('shows its gates and states as an LSTM does, and holds all else in the order of computing', () => {
    const [lstm] = sweepsOfCell(cellLstm);
    expect(lstm?.traces.map(({ name }) => name)).toEqual(['f', 'i', 'o', 'g', 'c', 'h']);
    expect(lstm?.traces.filter(({ isGate }) => isGate).map(({ name }) => name)).toEqual(['f', 'i', 'o']);
    expect(lstm?.traces.map(({ title }) => title)).toEqual(['σ', 'σ', 'σ', 'Tanh', 'new_c', 'new_h']);
    expect(lstm?.states.map(({ name }) => name)).toEqual(['h', 'c']);
    const computed = lstm?.computed.map(({ output }) => output) ?? [];
    expect(computed).toContain('gates.y4');
    expect(computed.indexOf('from_x')).toBeLessThan(computed.indexOf('f'));
    expect(computed.indexOf('f')).toBeLessThan(computed.indexOf('new_c'));
  });

  it('of a plain network is its state alone', () => {
    expect(sweepsOfCell(cellRnn)[0]?.traces.map(({ name }) => name)).toEqual(['h']);
  });

  it('has a sweep for each layer and direction, and the layer above reads what those below give', () => {
    const params = { layers: 2, direction: 'both', merge: 'concat' };
    const sweeps = sweepsOfCell(cellRnn, params, ['', '_l0_reverse', '_l1', '_l1_reverse']);
    expect(sweeps.map(({ layer, reverse }) => [layer, reverse])).toEqual([
      [0, false],
      [0, true],
      [1, false],
      [1, true],
    ]);
    const [forward, backward, above] = sweeps as Required<typeof sweeps>;
    const read = inputAt(inputOf(inspection({}), params as unknown as LayerParams, sweeps, above!), 1);
    expect([...read]).toEqual([...valuesAt(forward!.given!, 1), ...valuesAt(backward!.given!, 1)]);
    const sum = { ...params, merge: 'sum' } as unknown as LayerParams;
    expect(inputOf(inspection({}), sum, sweeps, above!).shape).toEqual([steps, units]);
  });

  it('shows a gate in it as units over the steps', () => {
    const [sweep] = sweepsIn(checkedIn(cellLstm, 'cell/f'), inspection({ outputs: probes(['y']) }));
    expect(sweep?.traces).toMatchObject([{ name: 'f', isGate: true, units }]);
    expect(sweep?.steps).toBe(steps);
  });
});

describe('a block that works step by step', () => {
  const norm = check(speechConvLstm.document).blocks.get('norm1') as CheckedBlock;
  const convolution = check(speechConvLstm.document).blocks.get('conv1') as CheckedBlock;

  it('shows what it gives at each step, as units', () => {
    const [sweep] = sweepsIn(norm, inspection({ outputs: probes(['y']) }));
    expect(sweep?.traces).toMatchObject([{ name: 'norm1', units }]);
    expect(sweepsIn(norm, inspection({ outputs: probes(['y']), sequence: null }))).toEqual([]);
  });

  it('is none that sees several steps through a window: it has maps', () => {
    expect(sweepsIn(convolution, inspection({ outputs: probes(['y']) }))).toEqual([]);
  });
});
