/** What travels on a wire: axes with a role, a size and the story of that size. */

/** `B` batch, `T` time, `H` height, `W` width, `C` channels, `F` features, `N` anything else. */
export type AxisName = 'B' | 'T' | 'H' | 'W' | 'C' | 'F' | 'N';

/** A size is a number, or a symbol that is bound when the model is lowered (the batch is always `B`). */
export type Dim = number | 'B' | 'T';

/** One step in the story of an axis' size: which block made it, newest first. */
export interface Trace {
  readonly block: string;
  readonly size: Dim;
  readonly previous: Trace | null;
  /** The block's parameter whose value is the size (`units`, `filters`), where one is: setting it sets the size. */
  readonly param?: string;
}

export interface Axis {
  readonly name: AxisName;
  readonly size: Dim;
  /** Where the size was born and how it changed; null on an axis that no block has made (a fixture in a test). */
  readonly trace: Trace | null;
}

/**
 * `real` numbers can be multiplied by weights; an `index` is a class label or a token id below `classes`; `text` is what
 * preparations turn into tokens.
 */
export type ElementType =
  | { readonly of: 'real' }
  | { readonly of: 'index'; readonly classes: number }
  | { readonly of: 'text' };

export interface TensorType {
  readonly axes: readonly Axis[];
  readonly element: ElementType;
  /**
   * A sequence whose examples differ in their number of steps: the output (`pad1.y`) that made the lengths, so that two
   * sequences with the same reference fit step by step. What stands beyond an example's length is padding of any value: a
   * block that mixes steps must leave it out. Missing where every step is real.
   */
  readonly lengths?: string;
  /** Real steps that every example has at least, in every part of the data, where that is fewer than the axis has. */
  readonly fewestSteps?: number;
}

export const real: ElementType = { of: 'real' };

export function axis(name: AxisName, size: Dim, block: string, previous: Trace | null = null, param?: string): Axis {
  return { name, size, trace: { block, size, previous, ...(param === undefined ? {} : { param }) } };
}

/** The same axis after `block` changed its size (or confirmed it): the story grows by one step. */
export function resized(from: Axis, size: Dim, block: string): Axis {
  return { name: from.name, size, trace: { block, size, previous: from.trace } };
}

/** Axes of one example: everything but the batch. */
export function exampleAxes(type: TensorType): readonly Axis[] {
  return type.axes.filter((each) => each.name !== 'B');
}

/** Numbers in one example; symbols count as 1 (they are bound later). */
export function exampleSize(type: TensorType): number {
  let product = 1;
  for (const { name, size } of type.axes) if (name !== 'B' && typeof size === 'number') product *= size;
  return product;
}

/** Indices of the axes whose sizes differ; one that is missing differs from any. */
export function differingAxes({ axes: a }: TensorType, { axes: b }: TensorType): readonly number[] {
  const all = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index);
  return all.filter((index) => a[index]?.size !== b[index]?.size);
}

/** `28×28×1`, as a wire shows it: without the batch; time keeps its letter. A scalar per example is `1`. */
export function chipText(type: TensorType): string {
  const parts = exampleAxes(type).map((each) =>
    each.name === 'T' ? `T${each.size === 'T' ? '' : each.size}` : `${each.size}`,
  );
  return parts.length === 0 ? '1' : parts.join('×');
}

/** `[B, H28, W28, C1]`, as tooltips and tables write it. */
export function fullText(type: TensorType): string {
  return `[${type.axes.map((each) => (each.name === each.size ? each.name : `${each.name}${each.size}`)).join(', ')}]`;
}
