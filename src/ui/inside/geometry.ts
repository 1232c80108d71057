/** How the window of a checked convolution or pool moves over its input, read from its parameters and its input's sizes. */
import { axisPadding, type PaddingChoice, placeWindow } from '../../blocks/window.ts';
import type { Params } from '../../document/document.ts';
import type { Volume, WindowGeometry } from './similarity.ts';

/** Blocks whose result compares a kernel with patches, and blocks that pick a patch's largest number. */
const comparing = ['conv2d', 'conv1d'];
const picking = ['max-pool', 'max-pool-1d', 'global-max-pool'];

export type WindowRole = 'compare' | 'pick';

export function windowRole(kind: string): WindowRole | null {
  if (comparing.includes(kind)) return 'compare';
  return picking.includes(kind) ? 'pick' : null;
}

/** A number or a pair as a pair, height first: a block over time has one row. */
function pair(value: Params[string] | undefined, fallback: number): readonly [number, number] {
  if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number') return [value[0], value[1]];
  return typeof value === 'number' ? [1, value] : [fallback, fallback];
}

/** `params` are complete: the checker has filled in the defaults. */
export function geometryOf(params: Params, input: Volume): WindowGeometry {
  const overTime = typeof (params.kernel ?? params.window) === 'number';
  const kernel = params.kernel ?? params.window;
  const size = kernel === undefined ? ([input.rows, input.columns] as const) : pair(kernel, 1);
  const chosenStride = params.stride === 0 || params.stride === undefined ? kernel : params.stride;
  const stride = pair(chosenStride, 1);
  const dilation = pair(params.dilation, 1);
  const sides = Array.isArray(params.sides) ? params.sides.filter((side) => typeof side === 'number') : [];
  const padding = (params.padding ?? 'valid') as PaddingChoice;
  const before = (index: 0 | 1): number => {
    if (overTime && index === 0) return 0;
    const length = index === 0 ? input.rows : input.columns;
    const window = { kernel: size[index], stride: stride[index], dilation: dilation[index] };
    return placeWindow(length, window, axisPadding(padding, sides, overTime ? 0 : index)).before;
  };
  return { kernel: size, stride, dilation, padding: [before(0), before(1)] };
}
