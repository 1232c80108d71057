/** What a window that slides along time does to the lengths of a sequence. */
import type { Builder } from '../ir/builder.ts';
import type { NodeId } from '../ir/graph.ts';
import type { Inferred } from './define.ts';
import type { Place } from './faults.ts';
import { withLengths } from './lengths.ts';
import { reach, type SlidingAxis } from './window.ts';

/** Some window with a place among the real results reaches beyond the real steps. */
export function seesPadding({ window, padding }: SlidingAxis): boolean {
  if (padding.kind === 'explicit') return padding.after > 0;
  return padding.kind === 'same' && reach(window) > 1;
}

/** Every step has its window: what goes in with n real steps comes out with n. */
function keepsSteps({ window, padding }: SlidingAxis): boolean {
  if (window.stride !== 1) return false;
  if (padding.kind === 'same') return true;
  const sides = padding.kind === 'explicit' ? padding.before + padding.after : 0;
  return sides === reach(window) - 1;
}

/** The type of output `y` with the input's lengths, where the window keeps them, else with lengths that this block makes. */
export function slidTypes({ block, type }: Place, slide: SlidingAxis, inferred: Inferred): Inferred {
  const { y } = inferred.outputs;
  if (y === undefined || type.lengths === undefined) return inferred;
  const reference = keepsSteps(slide) ? type.lengths : `${block}.y`;
  return { ...inferred, outputs: { y: withLengths(y, reference) } };
}

/**
 * Lengths of output `y`: the windows that stand where they stand in the longest example, without those that begin beyond the
 * end of a shorter one.
 */
export function slidLengths(
  builder: Builder,
  slide: SlidingAxis,
  lengths: NodeId | undefined,
): { readonly [port: string]: NodeId } {
  if (lengths === undefined) return {};
  if (keepsSteps(slide)) return { y: lengths };
  const { window, padding } = slide;
  const { stride, dilation } = window;
  if (padding.kind === 'same')
    return { y: builder.windowSteps(lengths, { window: 1, stride, dilation: 1, padding: 0 }) };
  const sides = padding.kind === 'explicit' ? padding.before + padding.after : 0;
  const steps = builder.windowSteps(lengths, { window: window.kernel, stride, dilation, padding: sides });
  if (sides === 0) return { y: steps };
  // Windows in the padding around an example without steps have nothing in them.
  const some = builder.reshape(builder.stepMask(lengths, 1), builder.shapeOf(lengths));
  return { y: builder.binary('multiply', steps, some) };
}
