/** What the pools share: window, stride and padding in one or two dimensions, and their shape rule. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { PoolAttrs } from '../../ir/ops.ts';
import type { Axis } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import type { InferArgs, Inferred } from '../define.ts';
import { badParam, failed, type Place, setParam } from '../faults.ts';
import type { Field, Fields, ParamsOf } from '../fields.ts';
import { expectsPicture, expectsSequence } from '../layouts.ts';
import {
  axisPadding,
  padding1DField,
  padding2D,
  padding2DField,
  paddingField,
  paddingText,
  type SlidingAxis,
  slide,
} from '../window.ts';
import { slidTypes } from '../window-lengths.ts';

const strideField = {
  kind: 'choice',
  default: 'window',
  label: 'Stride',
  help: 'Steps from one window to the next; as large as the window, windows do not overlap.',
  options: [
    { value: 'window', label: 'As the window' },
    { value: 'custom', label: 'Custom' },
  ],
} as const satisfies Field;

const whenCustom = { param: 'stride', is: ['custom'] } as const;

export const pool2DFields = {
  window: {
    kind: 'size',
    min: 1,
    max: 256,
    default: [2, 2],
    label: 'Window',
    help: 'Height and width of the patch that becomes one number.',
  },
  stride: strideField,
  steps: {
    kind: 'size',
    min: 1,
    max: 256,
    default: [2, 2],
    label: 'Steps',
    help: 'Steps down and across.',
    when: whenCustom,
  },
  padding: paddingField,
  sides: padding2DField,
} as const satisfies Fields;

export const pool1DFields = {
  window: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 2,
    label: 'Window',
    help: 'Time steps that become one.',
  },
  stride: strideField,
  steps: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 2,
    label: 'Steps',
    help: 'Time steps from one window to the next.',
    when: whenCustom,
  },
  padding: paddingField,
  sides: padding1DField,
} as const satisfies Fields;

export const countPaddingField = {
  kind: 'toggle',
  default: true,
  label: 'Count padding',
  help: 'Counts padding as zeros in the mean, as PyTorch does; else the mean is over the real numbers alone.',
  when: { param: 'padding', is: ['same', 'explicit'] },
} as const satisfies Field;

export type Pool2DParams = ParamsOf<typeof pool2DFields>;
export type Pool1DParams = ParamsOf<typeof pool1DFields>;

/** Along height (axis 1) and width (axis 2). */
export function slides2D({ window, stride, steps, padding, sides }: Pool2DParams): readonly [SlidingAxis, SlidingAxis] {
  const along = (index: 0 | 1): SlidingAxis => ({
    index: index + 1,
    window: { kernel: window[index], stride: stride === 'window' ? window[index] : steps[index], dilation: 1 },
    padding: axisPadding(padding, sides, index),
  });
  return [along(0), along(1)];
}

/** Along time (axis 1). */
export const slide1D = ({ window, stride, steps, padding, sides }: Pool1DParams): SlidingAxis => ({
  index: 1,
  window: { kernel: window, stride: stride === 'window' ? window : steps, dilation: 1 },
  padding: axisPadding(padding, sides, 0),
});

export function poolRows({ window, stride, steps, padding }: Pool2DParams | Pool1DParams) {
  const text = (size: number | readonly [number, number]) =>
    typeof size === 'number' ? `${size}` : size[0] === size[1] ? `${size[0]}` : `${size[0]} × ${size[1]}`;
  const windowText = typeof window === 'number' ? `${window}` : `${window[0]} × ${window[1]}`;
  return [
    { label: 'window', text: padding === 'valid' ? windowText : `${windowText}, ${paddingText(padding)}` },
    { label: 'stride', text: text(stride === 'window' ? window : steps) },
  ];
}

export function inferPool2D({ block, params, inputs }: InferArgs<Pool2DParams>): Inferred {
  const place = { block, port: 'x', type: inputs.x! };
  const fault = expectsPicture(place);
  return fault ? failed(fault) : pooled(place, slides2D(params), (windows) => windows);
}

export function inferPool1D({ block, params, inputs }: InferArgs<Pool1DParams>): Inferred {
  const place = { block, port: 'x', type: inputs.x! };
  const fault = expectsSequence(place);
  if (fault) return failed(fault);
  const slide = slide1D(params);
  return slidTypes(
    place,
    slide,
    pooled(place, [slide], ([window]) => window!),
  );
}

function pooled(
  place: Place,
  slides: readonly SlidingAxis[],
  value: (windows: readonly number[]) => number | readonly number[],
): Inferred {
  const tooWide = slides.some(
    ({ window, padding }) => padding.kind === 'explicit' && Math.max(padding.before, padding.after) >= window.kernel,
  );
  if (tooWide) {
    const actual = slides.flatMap(({ padding }) =>
      padding.kind === 'explicit' ? [padding.before, padding.after] : [],
    );
    const expected = message('params.pool-sides');
    return failed(badParam('sides', expected, actual, [setParam(place.block, 'padding', 'same')]));
  }
  const slid = slide(place, slides, { name: 'window', value });
  if (!slid.axes) return failed(...slid.faults);
  const { axes } = place.type;
  const moved: readonly Axis[] = [axes[0]!, ...slid.axes, axes.at(-1)!];
  return { outputs: { y: { ...place.type, axes: moved } }, arithmetic: slid.arithmetic, faults: slid.faults };
}

/** The attributes of the op for a picture of the node's size. */
export function pool2DAttrs(builder: Builder, x: NodeId, params: Pool2DParams): PoolAttrs {
  const [, height, width] = builder.shapeOf(x) as [number, number, number, number];
  const [down, across] = slides2D(params);
  return {
    window: [down.window.kernel, across.window.kernel],
    stride: [down.window.stride, across.window.stride],
    padding: padding2D([height, width], [down.window, across.window], [down.padding, across.padding]),
  };
}

/** A sequence [B, T, F] pooled as a picture of height 1. */
export function pool1D(
  builder: Builder,
  x: NodeId,
  params: Pool1DParams,
  pool: (picture: NodeId, attrs: PoolAttrs) => NodeId,
): NodeId {
  const [batch, time, features] = builder.shapeOf(x) as [number, number, number];
  const { window, padding } = slide1D(params);
  const whole = { kernel: 1, stride: 1, dilation: 1 };
  const y = pool(builder.reshape(x, [batch, 1, time, features]), {
    window: [1, window.kernel],
    stride: [1, window.stride],
    padding: padding2D([1, time], [whole, window], [{ kind: 'valid' }, padding]),
  });
  return builder.reshape(y, [batch, builder.shapeOf(y)[2]!, features]);
}
