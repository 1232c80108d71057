/** Arithmetic of windows that slide along axes: how many positions, how much padding, what is never seen. */
import type { Json } from '../base/json.ts';
import type { Padding2D } from '../ir/ops.ts';
import type { FixProposal } from '../tensor/diagnostic.ts';
import { type Axis, resized, type Trace } from '../tensor/shape.ts';
import type { Fault } from './define.ts';
import { type Place, setParam } from './faults.ts';
import type { Field, FieldValue } from './fields.ts';

/** A window along one axis. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  /** Distance between the taps of the kernel; 1 is a plain one. */
  readonly dilation: number;
}

export type AxisPadding =
  /** Enough for ⌈size / stride⌉ positions, as in TensorFlow: an odd one goes behind. At stride 1 it is PyTorch's too. */
  | { readonly kind: 'same' }
  | { readonly kind: 'valid' }
  | { readonly kind: 'explicit'; readonly before: number; readonly after: number };

export interface Placement {
  readonly before: number;
  readonly after: number;
  /** Positions of the window: the size of the result. Below 1 when the kernel is larger than the padded axis. */
  readonly count: number;
  /** Elements at the end (padding not counted) that no position reaches, because the stride does not divide. */
  readonly dropped: number;
  /** `⌈28 / 1⌉`, `⌊(28 − 5) / 2⌋ + 1`. */
  readonly formula: string;
}

/** Elements from the first tap to the last. */
export const reach = ({ kernel, dilation }: Window): number => dilation * (kernel - 1) + 1;

export function placeWindow(size: number, window: Window, padding: AxisPadding): Placement {
  const { stride } = window;
  const length = reach(window);
  if (padding.kind === 'same') {
    const count = Math.ceil(size / stride);
    const total = Math.max((count - 1) * stride + length - size, 0);
    const before = Math.floor(total / 2);
    const formula = `⌈${size} / ${stride}⌉`;
    return { before, after: total - before, count, dropped: unseen(size, window, before, count), formula };
  }
  const { before, after } = padding.kind === 'explicit' ? padding : { before: 0, after: 0 };
  const count = Math.floor((size + before + after - length) / stride) + 1;
  const terms = [`${size}`, ...[before, after].filter((each) => each > 0)].join(' + ');
  const formula = `⌊(${terms} − ${length}) / ${stride}⌋ + 1`;
  return { before, after, count, dropped: unseen(size, window, before, count), formula };
}

/** Elements behind the last tap of the last position. */
const unseen = (size: number, window: Window, before: number, count: number): number =>
  Math.max(size + before - (count - 1) * window.stride - reach(window), 0);

export const paddingField = {
  kind: 'choice',
  default: 'valid',
  label: 'Padding',
  help: 'Same: zeros around the input, so that at stride 1 the size stays. Valid: none. Custom: so many on each side.',
  options: [
    { value: 'same', label: 'Same' },
    { value: 'valid', label: 'Valid' },
    { value: 'explicit', label: 'Custom' },
  ],
} as const satisfies Field;

export type PaddingChoice = FieldValue<typeof paddingField>;

/** How a node's row names it. */
export const paddingText = (choice: PaddingChoice): string => (choice === 'explicit' ? 'custom' : choice);

/** Padding in two dimensions: top, bottom, left, right. */
export const padding2DField = {
  kind: 'ints',
  min: 0,
  max: 256,
  count: 4,
  maxCount: 4,
  default: [0, 0, 0, 0],
  label: 'Top, bottom, left, right',
  help: 'Rows and columns of padding on each side.',
  when: { param: 'padding', is: ['explicit'] },
} as const satisfies Field;

/** Padding in one dimension: before, after. */
export const padding1DField = {
  kind: 'ints',
  min: 0,
  max: 4096,
  count: 2,
  maxCount: 2,
  default: [0, 0],
  label: 'Before, after',
  help: 'Steps of padding at the start and at the end.',
  when: { param: 'padding', is: ['explicit'] },
} as const satisfies Field;

/** The padding of axis `index` of those that the window slides along; `sides` holds two numbers for each of them. */
export function axisPadding(choice: PaddingChoice, sides: readonly number[], index: number): AxisPadding {
  if (choice !== 'explicit') return { kind: choice };
  return { kind: 'explicit', before: sides[2 * index] ?? 0, after: sides[2 * index + 1] ?? 0 };
}

/** Padding as the ops take it, for a picture of height × width. */
export function padding2D(
  sizes: readonly [number, number],
  windows: readonly [Window, Window],
  paddings: readonly [AxisPadding, AxisPadding],
): Padding2D {
  const rows = placeWindow(sizes[0], windows[0], paddings[0]);
  const columns = placeWindow(sizes[1], windows[1], paddings[1]);
  return [rows.before, rows.after, columns.before, columns.after];
}

/** A window along axis `index` of the input's type. */
export interface SlidingAxis {
  readonly index: number;
  readonly window: Window;
  readonly padding: AxisPadding;
}

/** How the block names its window, for faults and fixes. */
export interface WindowParam {
  readonly name: 'kernel' | 'window';
  /** The parameter's value for these kernel sizes: a pair, or one number. */
  readonly value: (kernels: readonly number[]) => Json;
}

export interface Slid {
  /** The axes of the result, in the order of `slides`; null when a kernel does not fit. */
  readonly axes: readonly Axis[] | null;
  /** `height ⌈28 / 1⌉ = 28`, a line for each axis; equal lines for height and width are told once. */
  readonly arithmetic: readonly string[];
  readonly faults: readonly Fault[];
}

const axisWords = { B: 'batch', T: 'time', H: 'height', W: 'width', C: 'channels', F: 'features', N: 'size' } as const;

/** The shape rule of convolutions and pools. A symbolic size (time) stays a symbol. */
export function slide(place: Place, slides: readonly SlidingAxis[], param: WindowParam): Slid {
  const axes: Axis[] = [];
  const arithmetic: string[] = [];
  const faults: Fault[] = [];
  const formulas = new Set<string>();
  for (const { index, window, padding } of slides) {
    const from = place.type.axes[index]!;
    if (typeof from.size !== 'number') {
      axes.push(resized(from, from.size, place.block));
      continue;
    }
    const placement = placeWindow(from.size, window, padding);
    if (placement.count < 1) return { axes: null, arithmetic: [], faults: [tooLarge(place, index, slides, param)] };
    axes.push(resized(from, placement.count, place.block));
    const formula = `${placement.formula} = ${placement.count}`;
    if (!formulas.has(formula)) arithmetic.push(`${axisWords[from.name]} ${formula}`);
    formulas.add(formula);
    if (placement.dropped > 0 && faults.length === 0) {
      faults.push(strideDrops(place, index, placement.dropped, slides, param));
    }
  }
  return { axes, arithmetic, faults };
}

/** `expected`: the largest kernel that fits; `actual`: the kernel; `values`: size, padded size, reach with dilation. */
function tooLarge(place: Place, index: number, slides: readonly SlidingAxis[], param: WindowParam): Fault {
  const from = place.type.axes[index]!;
  const { window, padding } = slides.find((each) => each.index === index)!;
  const size = from.size as number;
  const extra = padding.kind === 'explicit' ? padding.before + padding.after : 0;
  const largest = slides.map((each) => largestKernel(place.type.axes[each.index]!, each));
  const kernels = slides.map((each) => each.window.kernel);
  const fits = largest.every((kernel) => kernel >= 1);
  return {
    code: 'kernel-too-large',
    severity: 'wrong',
    port: place.port,
    param: param.name,
    axis: index,
    expected: largest[slides.findIndex((each) => each.index === index)]!,
    actual: window.kernel,
    types: { [place.port]: place.type },
    origin: from.trace,
    values: { kernel: kernels, size, padded: size + extra, reach: reach(window) },
    fixes: [
      setParam(place.block, 'padding', 'same'),
      ...(fits ? [setParam(place.block, param.name, param.value(largest))] : []),
      ...removeLastShrink(from.trace),
    ],
  };
}

function largestKernel(from: Axis, { window, padding }: SlidingAxis): number {
  if (typeof from.size !== 'number' || padding.kind === 'same') return window.kernel;
  const extra = padding.kind === 'explicit' ? padding.before + padding.after : 0;
  return Math.min(window.kernel, Math.floor((from.size + extra - 1) / window.dilation) + 1);
}

/** Taking out the last block that at least halved the axis (a pool, most often). */
function removeLastShrink(trace: Trace | null): readonly FixProposal[] {
  for (let step = trace; step?.previous; step = step.previous) {
    const [size, before] = [step.size, step.previous.size];
    if (typeof size === 'number' && typeof before === 'number' && 2 * size <= before + 1) {
      return [{ kind: 'remove-block', block: step.block }];
    }
  }
  return [];
}

/** `actual`: how many rows or columns at the end are never seen; `values`: size, kernel, stride. */
function strideDrops(
  place: Place,
  index: number,
  dropped: number,
  slides: readonly SlidingAxis[],
  param: WindowParam,
): Fault {
  const from = place.type.axes[index]!;
  const { window } = slides.find((each) => each.index === index)!;
  const wide = slides.map((each) => Math.max(each.window.kernel, each.window.stride));
  const hasGaps = reach(window) < window.stride;
  return {
    code: 'stride-drops',
    severity: 'suspicious',
    port: place.port,
    axis: index,
    actual: dropped,
    types: { [place.port]: place.type },
    origin: from.trace,
    values: { size: from.size, kernel: window.kernel, stride: window.stride, dropped },
    fixes: [
      setParam(place.block, 'padding', 'same'),
      ...(hasGaps ? [setParam(place.block, param.name, param.value(wide))] : []),
    ],
  };
}
