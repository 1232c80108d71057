/** What a recurrent block did at every step of the example, in the order in which it is shown. */
import type { RecurrentParams } from '../../../blocks/recurrent/fields.ts';
import { sweepsOf } from '../../../blocks/recurrent/sweep.ts';
import type { CheckedBlock } from '../../../check/report.ts';
import { stateKind } from '../../../document/loop.ts';
import type { Inspection, Probe } from '../../../protocol/trainer.ts';
import { type MessageKey, message } from '../../../text/catalog.ts';

/** Values of one gate, state or inner block over the real steps. */
export interface Trace {
  /** `f`; in a recurrent cell the inner block's id. */
  readonly name: string;
  /** What it does: `forget`; empty where the name says it. */
  readonly title: string;
  /** A gate lies between 0 and 1. */
  readonly isGate: boolean;
  readonly units: number;
  /** [steps × units] */
  readonly values: Float32Array;
}

/** A state of the cell: what a step makes of it is what the next one reads. */
export interface PassedOn {
  /** `h`; in a recurrent cell the id of the State. */
  readonly name: string;
  readonly trace: Trace;
}

/** One walk over the steps: a layer in one direction, or a recurrent cell. */
export interface Sweep {
  /** Suffix of its traces, `_l1_reverse`; empty for the first one forward. */
  readonly mark: string;
  /** PyTorch's suffix of its weights, `_l1_reverse`. */
  readonly suffix: string;
  readonly layer: number;
  readonly reverse: boolean;
  /** Real steps of the example. */
  readonly steps: number;
  readonly traces: readonly Trace[];
  /** What passes from step to step, what is given out first. */
  readonly states: readonly PassedOn[];
}

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

/** Empty for a block that is not recurrent. */
export function sweepsIn(block: CheckedBlock, inspection: Inspection): readonly Sweep[] {
  const { traces, sequence } = inspection;
  const [first] = Object.values(traces);
  if (first === undefined) return [];
  const steps = sequence?.length ?? first.shape[0] ?? 0;
  const shown = shownOf[block.definition?.kind ?? ''];
  if (shown === undefined) return [cellSweep(block, inspection, steps)];
  // Kinds that are listed here have the parameters of recurrent layers.
  return sweepsOf(block.params as unknown as RecurrentParams).map((sweep): Sweep => {
    const found = shown.flatMap((name) => {
      const probe = traces[`${name}${sweep.mark}`];
      const key = titles[name];
      return probe === undefined || key === undefined ? [] : [traceOf(name, message(key), probe, steps)];
    });
    const states = ['h', 'c'].flatMap((name) => {
      const trace = found.find((each) => each.name === name);
      return trace ? [{ name, trace }] : [];
    });
    return { ...sweep, steps, traces: found, states };
  });
}

/** What the inner blocks give, but for the cell's input and the states before the step. */
function cellSweep({ body, params }: CheckedBlock, { traces }: Inspection, steps: number): Sweep {
  const made = (body?.order ?? []).filter(
    ({ definition }) => definition?.isGiven !== true && definition?.kind !== stateKind,
  );
  const inner = made.flatMap(({ id, ports }) =>
    ports.outputs.flatMap((port) => {
      const local = localId(id);
      const probe = traces[`${local}:${port.name}`];
      const name = ports.outputs.length === 1 ? local : `${local}.${port.name}`;
      return probe === undefined ? [] : [{ id, port: port.name, trace: traceOf(name, '', probe, steps) }];
    }),
  );
  const states = (body?.blocks ?? []).flatMap(({ id, definition }) => {
    const source = definition?.kind === stateKind ? body?.sources[id]?.next : undefined;
    const found = source && inner.find((each) => each.id === source[0] && each.port === source[1]);
    return found ? [{ name: localId(id), trace: found.trace }] : [];
  });
  return {
    mark: '',
    suffix: '',
    layer: 0,
    reverse: params.direction === 'backward',
    steps,
    traces: inner.map(({ trace }) => trace),
    states,
  };
}

const localId = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function traceOf(name: string, title: string, { shape, values }: Probe, steps: number): Trace {
  const units = shape.slice(1).reduce((product, size) => product * size, 1);
  return { name, title, isGate: gates.has(name), units, values: values.subarray(0, steps * units) };
}

/** The state that is given out; without one the last thing that the cell made. */
export const stateOf = ({ traces, states }: Sweep): Trace | undefined => states[0]?.trace ?? traces.at(-1);

/** Values at one step, [units]. */
export const valuesAt = ({ values, units }: Trace, step: number): Float32Array =>
  values.subarray(step * units, (step + 1) * units);

/** The `count` units that move most from step to step (variance over the steps), in their own order. */
export function mostActive({ values, units }: Trace, count: number): readonly number[] {
  const steps = units === 0 ? 0 : values.length / units;
  const activity = Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    let squares = 0;
    for (let at = unit; at < values.length; at += units) {
      const value = values[at] as number;
      sum += value;
      squares += value * value;
    }
    return { unit, variance: steps === 0 ? 0 : squares / steps - (sum / steps) ** 2 };
  });
  const chosen = activity.sort((a, b) => b.variance - a.variance).slice(0, count);
  return chosen.map(({ unit }) => unit).sort((a, b) => a - b);
}
