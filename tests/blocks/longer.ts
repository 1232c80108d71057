/** The same sequences with more padding behind them, filled with other numbers: no result at a real step may change. */
import { elementCount } from '../../src/base/rowmajor.ts';
import { isSequence } from '../../src/blocks/lengths.ts';
import type { Graph, Shape } from '../../src/ir/graph.ts';
import type { LoweredModel } from '../../src/lower/lower.ts';
import type { Values } from '../harness/case.ts';
import { type BlockCase, typeOf } from './cases.ts';

/** The case with room for so many more steps (or times its stride); null when none of its inputs has lengths. */
export function longer(drawn: BlockCase, steps: number): BlockCase | null {
  if (!Object.values(drawn.inputs).some(({ lengths }) => lengths !== undefined)) return null;
  const more = steps * strideOf(drawn);
  const inputs = Object.entries(drawn.inputs).map(([port, input]) => {
    const [time = 0, ...rest] = input.sizes;
    return [port, isSequence(typeOf(input)) ? { ...input, sizes: [time + more, ...rest] } : input] as const;
  });
  return { ...drawn, inputs: Object.fromEntries(inputs) };
}

/** Windows with padding "same" stand alike in two lengths that differ by strides. */
function strideOf({ params: { stride, window, steps } }: BlockCase): number {
  const size = stride === 'window' ? window : stride === 'custom' ? steps : stride;
  return typeof size === 'number' ? size : 1;
}

/** Shapes of what is written before a run, by name. */
function shapesOf({ nodes, parameters }: Graph): ReadonlyMap<string, Shape> {
  const inputs = nodes.flatMap((node) => (node.op === 'input' ? [[node.attrs.name, node.shape] as const] : []));
  return new Map([...inputs, ...parameters.map(({ name, shape }) => [name, shape] as const)]);
}

/** `fill` with the numbers of the shorter case in their places: real step t of example b stays there. */
export function moved(short: Values, from: LoweredModel, fill: Values, to: LoweredModel): Values {
  const [before, after] = [shapesOf(from.graph), shapesOf(to.graph)];
  return new Map(
    [...fill].map(([name, numbers]) => {
      const [given, shape, target] = [short.get(name) ?? [], before.get(name) ?? [], after.get(name) ?? []];
      if (name.endsWith('/lengths')) return [name, given];
      // What stands in the padding is not moved: there are other numbers.
      const lengths = short.get(`${name.split('/')[0]}/lengths`) ?? [];
      return [name, moveSteps(given, shape, numbers, target, lengths)];
    }),
  );
}

/** From [B, T, ...] to [B, T', ...]; of a table [T, F] the rows that it has. */
function moveSteps(
  numbers: readonly number[],
  [, time = 1, ...rest]: Shape,
  fill: readonly number[],
  [, otherTime = 1]: Shape,
  lengths: readonly number[],
): readonly number[] {
  const result = [...fill];
  const size = elementCount(rest);
  for (const [index, value] of numbers.entries()) {
    const [example, within] = [Math.floor(index / (time * size)), index % (time * size)];
    const length = lengths[example] ?? time;
    if (within < length * size) result[example * otherTime * size + within] = value;
  }
  return result;
}

/** Shapes of what a run gives, by the names of `Results`. */
export function resultShapes({ nodes, outputs, parameters }: Graph): ReadonlyMap<string, Shape> {
  const given = Object.entries(outputs).map(([name, id]) => [`output ${name}`, nodes[id]?.shape ?? []] as const);
  const owned = parameters.flatMap(({ name, shape }) =>
    ['parameter', 'gradient'].map((what) => [`${what} ${name}`, shape] as const),
  );
  return new Map([...given, ...owned]);
}

/** The numbers of [B, T, ...] at real steps; of one number a step [T], those of the first `steps`. */
export function realNumbers(
  numbers: readonly number[],
  shape: Shape,
  lengths: readonly number[],
  steps: number,
): readonly number[] {
  if (shape.length === 1) return numbers.slice(0, steps);
  const [, time = 1, ...rest] = shape;
  const size = elementCount(rest);
  return lengths.flatMap((length, example) => numbers.slice(example * time * size, (example * time + length) * size));
}
