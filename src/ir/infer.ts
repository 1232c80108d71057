/** Shape of each op's result from its inputs: one total table. A misfit here is a fault of ours, never of the user. */
import { elementCount, sameSizes } from '../base/rowmajor.ts';
import type { NodeId, Shape } from './graph.ts';
import type { ConvAttrs, OpAttrs, OpKind, Padding2D, PoolAttrs, ScanAttrs, Tap } from './ops.ts';

/** Gives the shape, or says in a few words what does not fit. `wanted` is the shape asked for, where it is free to choose. */
type Rule<K extends OpKind> = (
  attrs: OpAttrs[K],
  inputs: readonly Shape[],
  wanted: Shape | undefined,
) => Shape | string;

interface Fit {
  readonly arity: number | 'any';
  readonly infer: (attrs: never, inputs: readonly Shape[], wanted: Shape | undefined) => Shape | string;
}

const op = <K extends OpKind>(arity: number | 'any', infer: Rule<K>): { arity: number | 'any'; infer: Rule<K> } => ({
  arity,
  infer,
});

const needsShape = 'the shape of the result must be given';

/** Positions of a window of `kernel` taps along an axis; less than 1 when it does not fit. */
export function windowCount(size: number, kernel: number, stride: number, dilation: number, padding: number): number {
  return Math.floor((size + padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

function positive(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 1);
}

function paddingFits(padding: Padding2D): boolean {
  return padding.every((value) => Number.isInteger(value) && value >= 0);
}

function convolve(attrs: ConvAttrs, x: Shape, w: Shape): Shape | string {
  if (x.length !== 4 || w.length !== 4) return 'x and w must have four axes';
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [kernelHeight, kernelWidth, perGroup, filters] = w as [number, number, number, number];
  const { stride, dilation, padding, groups } = attrs;
  if (!positive([...stride, ...dilation, groups]) || !paddingFits(padding))
    return 'stride, dilation, groups or padding';
  if (perGroup * groups !== channels) return 'input channels are not groups × the kernel’s';
  if (filters % groups !== 0) return 'groups do not divide the filters';
  const rows = windowCount(height, kernelHeight, stride[0], dilation[0], padding[0] + padding[1]);
  const columns = windowCount(width, kernelWidth, stride[1], dilation[1], padding[2] + padding[3]);
  return [batch, rows, columns, filters];
}

function pool({ window, stride, padding }: PoolAttrs, x: Shape): Shape | string {
  if (x.length !== 4) return 'x must have four axes';
  const [batch, height, width, channels] = x as [number, number, number, number];
  if (!positive([...window, ...stride]) || !paddingFits(padding)) return 'window, stride or padding';
  // Else a window could lie in the padding altogether and have neither a largest element nor a mean.
  if (Math.max(padding[0], padding[1]) >= window[0] || Math.max(padding[2], padding[3]) >= window[1]) {
    return 'the padding is not smaller than the window';
  }
  const rows = windowCount(height, window[0], stride[0], 1, padding[0] + padding[1]);
  const columns = windowCount(width, window[1], stride[1], 1, padding[2] + padding[3]);
  return [batch, rows, columns, channels];
}

/** For gradients: `wanted` is right when the forward op makes the gradient's shape from it. */
function adjoint(wanted: Shape | undefined, forward: (wanted: Shape) => Shape | string, dy: Shape): Shape | string {
  if (!wanted) return needsShape;
  const shape = forward(wanted);
  if (typeof shape === 'string') return shape;
  return sameSizes(shape, dy) ? wanted : `the forward op gives [${shape.join(', ')}]`;
}

function equal(shapes: readonly Shape[]): Shape | string {
  const [first = [], ...rest] = shapes;
  return rest.every((shape) => sameSizes(shape, first)) ? first : 'the shapes differ';
}

function broadcasts(from: Shape, to: Shape): boolean {
  return from.length === to.length && from.every((size, axis) => size === to[axis] || size === 1);
}

/** `part` lies in `whole` from `start` along `axis` and fills the other axes. */
function liesIn(part: Shape, whole: Shape, axis: number, start: number): boolean {
  if (part.length !== whole.length || !(axis in whole)) return false;
  if (!Number.isInteger(start) || start < 0 || start + part[axis]! > whole[axis]!) return false;
  return whole.every((size, index) => index === axis || size === part[index]);
}

const leaf = (_attrs: unknown, _inputs: readonly Shape[], wanted: Shape | undefined) => wanted ?? needsShape;

const rules: { readonly [K in OpKind]: { readonly arity: number | 'any'; readonly infer: Rule<K> } } = {
  input: op(0, leaf),
  parameter: op(0, leaf),
  constant: op(0, leaf),
  uniform: op(0, leaf),
  unary: op(1, ({ alpha }, [x]) => (alpha >= 0 ? x! : 'alpha is negative')),
  unaryGrad: op(3, ({ alpha }, shapes) => (alpha >= 0 ? equal(shapes) : 'alpha is negative')),
  binary: op(2, (_, [a, b]) => {
    if (a!.length !== b!.length) return 'the ranks differ';
    const shape = a!.map((size, axis) => Math.max(size, b![axis]!));
    return broadcasts(a!, shape) && broadcasts(b!, shape) ? shape : 'sizes differ and neither is 1';
  }),
  reduce: op(1, ({ axes }, [x]) => {
    if (new Set(axes).size !== axes.length || !axes.every((axis) => axis in x!)) return 'axes';
    return x!.map((size, axis) => (axes.includes(axis) ? 1 : size));
  }),
  broadcast: op(1, (_, [x], wanted) => {
    if (!wanted) return needsShape;
    return broadcasts(x!, wanted) ? wanted : 'only axes of size 1 can be repeated';
  }),
  matmul: op(2, ({ transposeA, transposeB }, [a, b]) => {
    if (a!.length !== 2 || b!.length !== 2) return 'both must be matrices';
    const [rows, inner] = transposeA ? [a![1]!, a![0]!] : [a![0]!, a![1]!];
    const [innerB, columns] = transposeB ? [b![1]!, b![0]!] : [b![0]!, b![1]!];
    return inner === innerB ? [rows, columns] : 'the inner sizes differ';
  }),
  conv2d: op(2, (attrs, [x, w]) => convolve(attrs, x!, w!)),
  conv2dGradInput: op(2, (attrs, [w, dy], wanted) => adjoint(wanted, (x) => convolve(attrs, x, w!), dy!)),
  conv2dGradFilter: op(2, (attrs, [x, dy], wanted) => adjoint(wanted, (w) => convolve(attrs, x!, w), dy!)),
  maxPool: op(1, (attrs, [x]) => pool(attrs, x!)),
  maxPoolGrad: op(2, (attrs, [x, dy]) => adjoint(x, (shape) => pool(attrs, shape), dy!)),
  avgPool: op(1, (attrs, [x]) => pool(attrs, x!)),
  avgPoolGrad: op(1, (attrs, [dy], wanted) => adjoint(wanted, (x) => pool(attrs, x), dy!)),
  softmax: op(1, (_, [x]) => (x!.length > 0 ? x! : 'a scalar has no last axis')),
  softmaxGrad: op(2, (_, shapes) => (shapes[0]!.length > 0 ? equal(shapes) : 'a scalar has no last axis')),
  crossEntropy: op(2, (_, [logits, labels]) =>
    logits!.length === 2 && sameSizes(labels!, [logits![0]!]) ? labels! : 'needs [N, C] and [N]',
  ),
  crossEntropyGrad: op(3, (_, [logits, labels, dy]) => {
    const rows = [logits![0]!];
    return logits!.length === 2 && sameSizes(labels!, rows) && sameSizes(dy!, rows)
      ? logits!
      : 'needs [N, C], [N], [N]';
  }),
  oneHot: op(1, ({ classes }, [labels]) => [...labels!, classes]),
  reshape: op(1, (_, [x], wanted) => {
    if (!wanted) return needsShape;
    return elementCount(x!) === elementCount(wanted) ? wanted : 'the numbers of elements differ';
  }),
  transpose: op(1, ({ permutation }, [x]) => {
    const sorted = [...permutation].sort((a, b) => a - b);
    if (sorted.length !== x!.length || !sorted.every((axis, index) => axis === index))
      return 'no permutation of the axes';
    return permutation.map((axis) => x![axis]!);
  }),
  concat: op('any', ({ axis }, parts) => {
    const [first] = parts;
    if (!first || !(axis in first)) return 'axis';
    const total = parts.reduce((sum, part) => sum + (part[axis] ?? 0), 0);
    const shape = first.map((size, index) => (index === axis ? total : size));
    return parts.every((part) => liesIn(part, shape, axis, 0)) ? shape : 'the other axes differ';
  }),
  slice: op(1, ({ axis, start }, [x], wanted) => {
    if (!wanted) return needsShape;
    return liesIn(wanted, x!, axis, start) ? wanted : 'the part does not lie in the whole';
  }),
  pad: op(1, ({ axis, start }, [x], wanted) => {
    if (!wanted) return needsShape;
    return liesIn(x!, wanted, axis, start) ? wanted : 'the part does not lie in the whole';
  }),
  dropoutMask: op(1, ({ rate }, [u]) => (rate >= 0 && rate < 1 ? u! : 'the rate must lie in [0, 1)')),
  gather: op(2, (_, [table, ids]) => (table!.length === 2 ? [...ids!, table![1]!] : 'the table must be a matrix')),
  gatherGrad: op(2, (_, [ids, dy], wanted) => {
    if (!wanted) return needsShape;
    const fits = wanted.length === 2 && sameSizes([...ids!, wanted[1]!], dy!);
    return fits ? wanted : 'needs ids [...], dy [..., F] and a table [N, F]';
  }),
  stepMask: op(1, (_, [lengths], wanted) => {
    if (!wanted) return needsShape;
    const fits = lengths!.length === 1 && wanted.length === 2 && wanted[0] === lengths![0];
    return fits ? wanted : 'needs lengths [B] and gives [B, T]';
  }),
  windowSteps: op(1, ({ window, stride, dilation, padding }, [lengths]) => {
    if (!positive([window, stride, dilation]) || !Number.isInteger(padding) || padding < 0) return 'window';
    return lengths!.length === 1 ? lengths! : 'needs lengths [B]';
  }),
  scan: op('any', (attrs, inputs) => scanFault(attrs, inputs) ?? []),
  // The scan's attributes are not at hand here: the builder gives the shape, and `verify` compares it.
  scanResult: op(1, (_, __, wanted) => wanted ?? needsShape),
};

/** What does not fit between a scan's inputs and its body, in a few words; null when all does. */
function scanFault({ body, steps, taps }: ScanAttrs, inputs: readonly Shape[]): string | null {
  const { nodes, states, sequences, shared, stacked, summed } = body;
  if (!positive([steps])) return 'the number of steps';
  const values = [...states.flatMap(({ before, after }) => [before, after]), ...sequences, ...shared];
  if (![...values, ...stacked, ...summed].every((id) => id in nodes)) return 'a value of the body does not exist';
  const shapeAt = (id: NodeId): Shape => nodes[id]!.shape;
  const isTap = ({ state, real }: Tap) =>
    state in states &&
    (real === undefined || (real in sequences && broadcasts(shapeAt(sequences[real]!), shapeAt(states[state]!.after))));
  if (!taps.every(isTap)) return 'a tap on a state that is not there, or that its mask does not fit';
  if (states.some(({ before, after }) => !sameSizes(shapeAt(before), shapeAt(after))))
    return 'a state changes its shape';
  const wanted = [
    ...states.map(({ before }) => shapeAt(before)),
    ...sequences.map((id) => [steps, ...shapeAt(id)]),
    ...shared.map(shapeAt),
  ];
  if (wanted.length !== inputs.length) return `takes ${wanted.length} inputs`;
  return wanted.every((shape, index) => sameSizes(shape, inputs[index]!)) ? null : 'inputs and arguments differ';
}

/** Shape of a scan's result: a state, what is stacked [T, ...], or what is summed. Throws a RangeError when there is none. */
export function scanResultShape({ body, steps }: ScanAttrs, index: number): Shape {
  const { nodes, states, stacked, summed } = body;
  const [afterStates, afterStacked] = [states.length, states.length + stacked.length];
  const isStacked = index >= afterStates && index < afterStacked;
  const id = states[index]?.after ?? stacked[index - afterStates] ?? summed[index - afterStacked];
  if (id === undefined) {
    throw new RangeError(`the scan has ${afterStacked + summed.length} results, not one numbered ${index}`);
  }
  const { shape } = nodes[id]!;
  return isStacked ? [steps, ...shape] : shape;
}

/**
 * Shape of `op`'s result. `wanted` is needed where the inputs do not determine it (leaves, reshape, broadcast, slice, pad,
 * gradients); elsewhere it is checked if given. Throws a RangeError that names the op and the shapes when they do not fit.
 */
export function inferShape<K extends OpKind>(
  op: K,
  attrs: OpAttrs[K],
  inputs: readonly Shape[],
  wanted?: Shape,
): Shape {
  // An indexed table of functions over K loses the link between `op` and `attrs`; the signature above holds it.
  const rule = rules[op] as Fit;
  const result =
    rule.arity !== 'any' && rule.arity !== inputs.length
      ? `takes ${rule.arity} inputs`
      : rule.infer(attrs as never, inputs, wanted);
  const fits = typeof result !== 'string' && positive(result) && (!wanted || sameSizes(wanted, result));
  if (fits) return result;
  const reason = typeof result === 'string' ? result : `gives [${result.join(', ')}]`;
  const shapes = inputs.map((shape) => `[${shape.join(', ')}]`).join(', ');
  const asked = wanted ? `, wanted [${wanted.join(', ')}]` : '';
  throw new RangeError(`${op} ${JSON.stringify(attrs)} of (${shapes})${asked}: ${reason}`);
}
