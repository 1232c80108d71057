/** Reshape: the numbers of an example in another arrangement. */
import { type Axis, type AxisName, axis, exampleSize, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock, type Fault, type InferArgs, type Inferred } from '../define.ts';
import { badParam, failed, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';

const fields = {
  shape: {
    kind: 'ints',
    min: -1,
    max: 16_777_216,
    count: null,
    maxCount: 4,
    default: [-1],
    label: 'Shape',
    help: 'Sizes of the new axes, without the batch; one of them may be −1 and takes what is left.',
  },
} as const;

type Params = ParamsOf<typeof fields>;

/** Three axes are read as a picture, two as a sequence, one as features. */
const namesByCount: { readonly [count: number]: readonly AxisName[] } = {
  1: ['F'],
  2: ['T', 'F'],
  3: ['H', 'W', 'C'],
};

/** Axes that stay in front: the batch, and time while its length is a symbol. */
const kept = ({ axes }: TensorType): readonly Axis[] => axes.filter((each) => typeof each.size !== 'number');

/** The sizes with −1 replaced, or null when they cannot hold so many numbers. */
function solve(shape: readonly number[], size: number): readonly number[] | null {
  const known = shape.filter((each) => each !== -1).reduce((a, b) => a * b, 1);
  const open = known > 0 && size % known === 0 ? size / known : 0;
  const solved = shape.map((each) => (each === -1 ? open : each));
  return solved.reduce((a, b) => a * b, 1) === size ? solved : null;
}

function infer({ block, params, inputs }: InferArgs<Params>): Inferred {
  const x = inputs.x!;
  const { shape } = params;
  const size = exampleSize(x);
  if (shape.includes(0) || shape.filter((each) => each === -1).length > 1) {
    const expected = message('params.shape');
    return failed(badParam('shape', expected, shape, [setParam(block, 'shape', [size])]));
  }
  const solved = solve(shape, size);
  if (!solved) return failed(mismatch(block, x, shape, size));
  const names = namesByCount[solved.length] ?? [];
  const axes = solved.map((each, index) => axis(names[index] ?? 'N', each, block));
  return {
    outputs: { y: { axes: [...kept(x), ...axes], element: x.element } },
    arithmetic: [`${solved.join('·')} = ${size}`],
  };
}

/** `expected`: numbers in the input; `actual`: numbers in the new shape, −1 counted as 1. */
function mismatch(block: string, x: TensorType, shape: readonly number[], size: number): Fault {
  const count = shape.filter((each) => each !== -1).reduce((a, b) => a * b, 1);
  const opened = shape.map((_, index) =>
    solve(
      shape.map((each, at) => (at === index ? -1 : Math.max(each, 1))),
      size,
    ),
  );
  // The last axis that can give way keeps most of what was asked for.
  const nearest = opened.findLast((each) => each !== null);
  return {
    code: 'reshape-mismatch',
    severity: 'wrong',
    port: 'x',
    param: 'shape',
    expected: size,
    actual: count,
    types: { x },
    origin: x.axes.at(-1)?.trace ?? null,
    values: { target: `[B, ${shape.join(', ')}]` },
    fixes: [...(nearest ? [setParam(block, 'shape', nearest)] : []), setParam(block, 'shape', [-1])],
  };
}

export const reshape = defineBlock({
  kind: 'reshape',
  version: 1,
  family: 'shape',
  title: 'Reshape',
  icon: 'scaling',
  doc: 'The same numbers in the same order, read as another shape: [B, 784] as [B, 28, 28, 1]. The product of the sizes must stay; one size may be −1 and is worked out. Use it to give a vector the shape of a picture before convolutions, or of its target before a loss.',
  formula: 'y = x in another shape',
  keywords: ['view', 'unflatten', 'resize'],
  stem: 'reshape',
  params: fields,
  summary: ({ shape }) => [{ label: 'shape', text: shape.join(' × ').replace('-', '−') }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer,
  lower: (builder, { params, inputs, types }) => {
    const shape = builder.shapeOf(inputs.x!);
    const leading = shape.slice(0, kept(types.inputs.x!).length);
    const size = shape.slice(leading.length).reduce((a, b) => a * b, 1);
    return { outputs: { y: builder.reshape(inputs.x!, [...leading, ...(solve(params.shape, size) ?? [])]) } };
  },
});
