/** What a recurrent block did at every step of the example, in the order in which it is shown. */
import type { LayerParams } from '../../../blocks/recurrent/fields.ts';
import { sweepsOf } from '../../../blocks/recurrent/sweep.ts';
import type { CheckedBlock } from '../../../check/report.ts';
import { localId, parentOf } from '../../../document/path.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { type MessageKey, message } from '../../../text/catalog.ts';
import { seesOf } from '../geometry.ts';
import { cellSweeps, lastFunction } from './cell-sweeps.ts';
import { type Sweep, traceOf } from './traces.ts';

/** Gates first, then what they make. */
const shownOf: { readonly [kind: string]: readonly string[] } = {
  rnn: ['h'],
  lstm: ['f', 'i', 'o', 'g', 'c', 'h'],
  gru: ['r', 'z', 'n', 'h'],
};

const titles: { readonly [name: string]: MessageKey } = {
  f: 'inside.trace-f',
  i: 'inside.trace-i',
  o: 'inside.trace-o',
  g: 'inside.trace-g',
  c: 'inside.trace-c',
  r: 'inside.trace-r',
  z: 'inside.trace-z',
  n: 'inside.trace-n',
  h: 'inside.trace-h',
};

const gates: ReadonlySet<string> = new Set(['f', 'i', 'o', 'r', 'z']);

/** Of a recurrent block, and of one whose output is numbers at every step; empty for any other. */
export function sweepsIn(block: CheckedBlock, inspection: Inspection): readonly Sweep[] {
  const { traces, outputs, sequence } = inspection;
  const byStep = parentOf(block.id) !== null || worksByStep(block, inspection);
  const [first] = Object.values(byStep ? outputs : traces);
  if (first === undefined) return [];
  const steps = sequence?.length ?? first.shape[0] ?? 0;
  if (byStep) return outputSweep(block, inspection, steps);
  const shown = shownOf[block.definition?.kind ?? ''];
  if (shown === undefined) return cellSweeps(block, inspection, steps);
  // Kinds that are listed here have the parameters of recurrent layers.
  return sweepsOf(block.params as unknown as LayerParams).map((sweep): Sweep => {
    const found = shown.flatMap((name) => {
      const probe = traces[`${name}${sweep.mark}`];
      const key = titles[name];
      if (probe === undefined || key === undefined) return [];
      return [{ ...traceOf(name, message(key), probe, steps), isGate: gates.has(name) }];
    });
    const states = ['h', 'c'].flatMap((name) => {
      const trace = found.find((each) => each.name === name);
      return trace ? [{ name, trace }] : [];
    });
    return { ...sweep, steps, traces: found, computed: found, states, given: states[0]?.trace };
  });
}

/** A layer on a sequence that neither walks over the steps nor sees several of them through a window. */
const worksByStep = (block: CheckedBlock, { traces, sequence }: Inspection): boolean =>
  block.definition?.role === 'layer' && sequence !== null && Object.keys(traces).length === 0 && seesOf(block) === null;

/** What the block gives at every step; of one in a recurrent cell, in the cell's first sweep. */
function outputSweep(block: CheckedBlock, inspection: Inspection, steps: number): readonly Sweep[] {
  const { id, outputs } = block;
  const ports = Object.keys(outputs);
  const traces = ports.flatMap((port) => {
    const probe = inspection.outputs[port];
    if (probe?.shape.length !== 2) return [];
    const name = ports.length === 1 ? localId(id) : `${localId(id)}.${port}`;
    return [{ ...traceOf(name, '', probe, steps), isGate: lastFunction(block) === 'sigmoid' }];
  });
  return traces.length === 0
    ? []
    : [{ ...firstForward, steps, traces, computed: traces, states: [], given: traces[0] }];
}

const firstForward = { mark: '', suffix: '_l0', layer: 0, reverse: false } as const;
