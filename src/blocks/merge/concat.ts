/** Concat: its inputs side by side along one axis. */
import { type Axis, axis } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock } from '../define.ts';
import { badParam, failed, setParam } from '../faults.ts';
import { lengthsMismatch, readsPadding, withLengths } from '../lengths.ts';
import { arrivals, inputsField, mergePorts, shapeMismatch } from './inputs.ts';

/** Index among all axes, the batch being 0; negative counts from the end. */
const resolve = (index: number, rank: number): number => (index < 0 ? rank + index : index);

/** A symbolic size (time) cannot be summed. */
function total(axes: readonly Axis[]): number | null {
  const sizes = axes.flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
  return sizes.length === axes.length ? sizes.reduce((a, b) => a + b, 0) : null;
}

export const concat = defineBlock({
  kind: 'concat',
  version: 1,
  family: 'merge',
  title: 'Concat',
  icon: 'combine',
  doc: 'Puts its inputs side by side along one axis, the channels if not told otherwise: [B, H, W, C₁] and [B, H, W, C₂] become [B, H, W, C₁ + C₂]. All other axes must be equal. Use it to give a layer several views of the same thing, as Inception and U-Net do; unlike Add it loses nothing and needs no equal channels.',
  formula: 'y = [left, right]',
  keywords: ['concatenate', 'join', 'stack', 'merge', 'skip', 'unet'],
  stem: 'concat',
  params: {
    inputs: inputsField,
    axis: {
      kind: 'int',
      min: -3,
      max: 3,
      default: -1,
      label: 'Axis',
      help: '−1 is the last one (channels, features); the batch is 0 and cannot be joined.',
    },
  },
  summary: (params) => (params.axis === -1 ? [] : [{ label: 'axis', text: `${params.axis}`.replace('-', '−') }]),
  inputs: ({ inputs }) => mergePorts(inputs),
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'own',
  infer: (args) => {
    const { block, params } = args;
    const { all, fault } = arrivals(args);
    if (fault) return failed(fault);
    const { axes } = all[0].type;
    const index = resolve(params.axis, axes.length);
    const joined = axes[index];
    if (index < 1 || joined === undefined) {
      const expected = message('params.axis', { last: axes.length - 1 });
      return failed(badParam('axis', expected, params.axis, [setParam(block, 'axis', -1)]));
    }
    const mismatch = shapeMismatch(block, all, index, () => []);
    if (mismatch) return failed(mismatch);
    const lengths = lengthsMismatch(block, all);
    if (lengths) return failed(lengths);
    const parts = all.map(({ type }) => type.axes[index]!);
    const size = total(parts);
    if (size === null) {
      return failed(badParam('axis', message('params.known-axis'), params.axis, [setParam(block, 'axis', -1)]));
    }
    const whole = axis(joined.name, size, block);
    const y = { ...all[0].type, axes: axes.map((each, at) => (at === index ? whole : each)) };
    const padded = all.find(({ type }) => type.lengths !== undefined);
    // End to end, the padding of one part stands before the next.
    const endToEnd = index === 1 && padded !== undefined;
    return {
      outputs: { y: withLengths(y, endToEnd ? undefined : padded?.type.lengths) },
      faults: endToEnd ? [readsPadding({ block, ...padded }, [setParam(block, 'axis', -1)])] : [],
      arithmetic: [`${parts.map((each) => each.size).join(' + ')} = ${size}`],
    };
  },
  lower: (builder, { params, inputs, lengths, types }) => {
    const parts = mergePorts(params.inputs).map(({ name }) => inputs[name]!);
    const y = builder.concat(parts, resolve(params.axis, builder.shapeOf(parts[0]!).length));
    const [counted] = Object.values(lengths);
    const isCounted = counted !== undefined && types.outputs.y?.lengths !== undefined;
    return { outputs: { y }, ...(isCounted ? { lengths: { y: counted } } : {}) };
  },
});
