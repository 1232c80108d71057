/** The same sequences with more padding behind them, filled with other numbers: no result at a real step may change. */
import { elementCount } from '../../src/base/rowmajor.ts';
import type { Graph, Shape } from '../../src/ir/graph.ts';
import type { LoweredModel } from '../../src/lower/lower.ts';
import type { Values } from '../harness/case.ts';
import type { BlockCase } from './cases.ts';

/** The case with room for so many more steps; null when none of its inputs has lengths. */
export function longer(drawn: BlockCase, steps: number): BlockCase | null {
  const inputs = Object.entries(drawn.inputs).map(([port, input]) => {
    const [time = 0, ...rest] = input.sizes;
    return [port, input.lengths === undefined ? input : { ...input, sizes: [time + steps, ...rest] }] as const;
  });
  const changed = inputs.some(([, { lengths }]) => lengths !== undefined);
  return changed ? { ...drawn, inputs: Object.fromEntries(inputs) } : null;
}

/** Shapes of what is written before a run, by name. */
function shapesOf({ nodes, parameters }: Graph): ReadonlyMap<string, Shape> {
  const inputs = nodes.flatMap((node) => (node.op === 'input' ? [[node.attrs.name, node.shape] as const] : []));
  return new Map([...inputs, ...parameters.map(({ name, shape }) => [name, shape] as const)]);
}

/** `fill` with the numbers of the shorter case in their places: step t of example b stays there. */
export function moved(short: Values, from: LoweredModel, fill: Values, to: LoweredModel): Values {
  const [before, after] = [shapesOf(from.graph), shapesOf(to.graph)];
  return new Map(
    [...fill].map(([name, numbers]) => {
      const [given, shape, target] = [short.get(name) ?? [], before.get(name) ?? [], after.get(name) ?? []];
      return [name, moveSteps(given, shape, numbers, target)];
    }),
  );
}

function moveSteps(numbers: readonly number[], from: Shape, fill: readonly number[], to: Shape): readonly number[] {
  const result = [...fill];
  for (const [index, value] of numbers.entries()) result[place(index, from, to)] = value;
  return result;
}

/** Where element `index` of [B, T, ...] is when there are other steps. */
function place(index: number, [, time = 1, ...rest]: Shape, [, otherTime = 1]: Shape): number {
  const size = elementCount(rest);
  const [example, within] = [Math.floor(index / (time * size)), index % (time * size)];
  return example * otherTime * size + within;
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
