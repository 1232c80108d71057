/** Values over the steps of an example: of each gate, state and inner block, and of a whole walk over the steps. */
import type { Probe } from '../../../protocol/trainer.ts';

/** Values of one gate, state or inner block over the real steps. */
export interface Trace {
  /** `f`; in a recurrent cell the id of the State that it goes into, else of the inner block. */
  readonly name: string;
  /** What it does: `forget`; empty where the name says it. */
  readonly title: string;
  /** In a recurrent cell the inner output that gives it: `new_c`, `gates.y1`; else its name. */
  readonly output: string;
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

/** One walk over the steps: a layer, or a recurrent cell in one of its layers, in one direction. */
export interface Sweep {
  /** Suffix of its traces, and of the weights of a cell: `_l1_reverse`; empty for the first one. */
  readonly mark: string;
  /** PyTorch's suffix of its weights, `_l1_reverse`. */
  readonly suffix: string;
  readonly layer: number;
  readonly reverse: boolean;
  /** Real steps of the example. */
  readonly steps: number;
  /** What is worth a look at first: gates, then states. */
  readonly traces: readonly Trace[];
  /** All that a step makes, in the order of computing; of a layer the same as `traces`. */
  readonly computed: readonly Trace[];
  /** What passes from step to step, what is given out first. */
  readonly states: readonly PassedOn[];
  /** What the layer above reads of it, in this direction. */
  readonly given: Trace | undefined;
}

export function traceOf(name: string, title: string, { shape, values }: Probe, steps: number): Trace {
  const units = shape.slice(1).reduce((product, size) => product * size, 1);
  return { name, title, output: name, isGate: false, units, values: values.subarray(0, steps * units) };
}

/** The first state; without one the last thing that was made. */
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
