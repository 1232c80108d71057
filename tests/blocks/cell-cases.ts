/** Random recurrent cells: a step of States, layers and arithmetic, wired from left to right and back to the States. */
import fc from 'fast-check';
import type { Block, Body, End, Params, Wire } from '../../src/document/document.ts';
import type { BlockCase } from './cases.ts';

/** A value of the step and how many features it has. */
interface Value {
  readonly from: End;
  readonly size: number;
}

interface Drawn {
  readonly kind: string;
  readonly params: Params;
  /** Which of the values so far each input takes, counted from the youngest. */
  readonly takes: readonly number[];
}

/** Grows a step: each block takes values that are there and gives one more. */
class Step {
  readonly blocks: Block[] = [];
  readonly wires: Wire[] = [];
  readonly values: Value[] = [];

  add(
    kind: string,
    params: Params,
    inputs: readonly (readonly [port: string, value: Value])[],
    gives: string,
    size: number,
  ): Value {
    const id = `${kind.replaceAll('-', '_')}${this.blocks.length}`;
    this.blocks.push({ id, kind, params });
    for (const [port, { from }] of inputs) this.wires.push({ from, to: [id, port] });
    const value: Value = { from: [id, gives], size };
    this.values.push(value);
    return value;
  }

  dense(x: Value, units: number, more: Params = {}): Value {
    return this.add('dense', { units, ...more }, [['x', x]], 'y', units);
  }

  grow({ kind, params, takes }: Drawn): void {
    const [left, right] = takes.map(
      (at) => this.values[this.values.length - 1 - (at % this.values.length)] as Value,
    ) as [Value, Value];
    if (kind === 'dense') this.dense(left, Number(params.units), params);
    else if (kind === 'concat')
      this.add(
        kind,
        params,
        [
          ['left', left],
          ['right', right],
        ],
        'y',
        left.size + right.size,
      );
    else if (['add', 'subtract', 'multiply'].includes(kind)) {
      const fitting = right.size === left.size ? right : this.dense(right, left.size);
      this.add(
        kind,
        params,
        [
          ['left', left],
          ['right', fitting],
        ],
        'y',
        left.size,
      );
    } else this.add(kind, params, [['x', left]], 'y', left.size);
  }

  /**
   * Brings some value of its size to each State for the next step. It is one that was computed, and another for each: else what
   * the gradient of a State is would hang on whether the value is held at padding.
   */
  close(states: readonly Value[], takes: readonly number[]): void {
    for (const [index, state] of states.entries()) {
      const value = this.values[(takes[index] ?? 0) % this.values.length] as Value;
      const isTaken = this.wires.some(({ from, to }) => to[1] === 'next' && from[0] === value.from[0]);
      const isGiven = value.from[1] !== 'y';
      const next =
        value.size === state.size && !isTaken && !isGiven
          ? value
          : this.dense(value, state.size, { activation: 'tanh' });
      this.wires.push({ from: next.from, to: [state.from[0], 'next'] });
    }
  }
}

const units = fc.integer({ min: 1, max: 3 });
const takes = fc.array(fc.nat(20), { minLength: 2, maxLength: 2 });
const smooth = fc.constantFrom('tanh', 'sigmoid', 'silu', 'softmax');

const grown: fc.Arbitrary<Drawn> = fc.oneof(
  fc.record({
    kind: fc.constant('dense'),
    params: fc.record({ units, activation: fc.oneof(smooth, fc.constant('none')), bias: fc.boolean() }),
    takes,
  }),
  fc.record({ kind: fc.constant('activation'), params: fc.record({ function: smooth }), takes }),
  fc.record({
    kind: fc.constantFrom('add', 'subtract', 'multiply', 'concat', 'layer-norm'),
    params: fc.constant({}),
    takes,
  }),
  fc.record({ kind: fc.constant('dropout'), params: fc.constant({ rate: 0.3 }), takes }),
);

const rate = fc.constantFrom(0, 0, 0.3);

const state = fc.record({
  units,
  initial: fc.constantFrom('zero', 'learned', 'wired', 'carried'),
  recurrentDropout: rate,
});

function bodyOf(
  features: number,
  states: readonly Params[],
  blocks: readonly Drawn[],
  ends: readonly number[],
  shows: boolean,
): Body {
  const step = new Step();
  step.add('cell-input', {}, [], 'x', features);
  const held = states.map((params) => step.add('cell-state', params, [], 'previous', Number(params.units)));
  for (const block of blocks) step.grow(block);
  step.close(held, ends);
  const youngest = step.values.at(-1) as Value;
  if (shows || held.length === 0) step.add('cell-output', {}, [['y', youngest]], 'nothing', 0);
  return { blocks: step.blocks, wires: step.wires, layout: {} };
}

/** Cells with one or two States, with and without lengths; a State may start from what is wired in. */
export const cells: fc.Arbitrary<BlockCase> = fc
  .record({
    features: units,
    steps: fc.integer({ min: 1, max: 4 }),
    states: fc.array(state, { minLength: 1, maxLength: 2 }),
    blocks: fc.array(grown, { minLength: 1, maxLength: 6 }),
    ends: fc.array(fc.nat(20), { minLength: 2, maxLength: 2 }),
    shows: fc.boolean(),
    returns: fc.constantFrom('last', 'every'),
    direction: fc.constantFrom('forward', 'backward', 'both'),
    merge: fc.constantFrom('concat', 'sum'),
    layers: fc.constantFrom(1, 1, 2, 3),
    dropout: rate,
    finalState: fc.boolean(),
    padded: fc.boolean(),
    wired: fc.boolean(),
  })
  .map(({ features, steps, states, blocks, ends, shows, padded, wired, ...params }): BlockCase => {
    const body = bodyOf(features, states, blocks, ends, shows);
    const direction = states.some(({ initial }) => initial === 'carried') ? 'forward' : params.direction;
    const starts = body.blocks
      .filter((block) => wired && block.params.initial === 'wired')
      .map(({ id, params: { units: each } }) => {
        const sizes = [Number(each) * params.layers * (direction === 'both' ? 2 : 1)];
        return [`${id}0`, { sizes, arriving: { of: 'real' } }] as const;
      });
    const x = { sizes: [steps, features], arriving: { of: 'real' }, ...(padded ? { lengths: 'pad.y' } : {}) } as const;
    return {
      kind: 'recurrent-cell',
      params: { ...params, direction },
      inputs: { x, ...Object.fromEntries(starts) },
      body,
    };
  });
