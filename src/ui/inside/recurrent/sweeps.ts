/** What a recurrent block did at every step of the example, in the order in which it is shown. */
import type { LayerParams } from '../../../blocks/recurrent/fields.ts';
import { sweepsOf } from '../../../blocks/recurrent/sweep.ts';
import type { CheckedBlock } from '../../../check/report.ts';
import { localId, parentOf } from '../../../document/path.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { type MessageKey, message } from '../../../text/catalog.ts';
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

/** Empty for a block that neither is recurrent nor lies in a recurrent cell. */
export function sweepsIn(block: CheckedBlock, inspection: Inspection): readonly Sweep[] {
  const { traces, outputs, sequence } = inspection;
  const isInner = parentOf(block.id) !== null;
  const [first] = Object.values(isInner ? outputs : traces);
  if (first === undefined) return [];
  const steps = sequence?.length ?? first.shape[0] ?? 0;
  if (isInner) return innerSweep(block, inspection, steps);
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

/** What a block in a recurrent cell gives at every step: part of a sweep of its cell. */
function innerSweep(block: CheckedBlock, inspection: Inspection, steps: number): readonly Sweep[] {
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
