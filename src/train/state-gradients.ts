/** Tells, now and then, how much each step of a recurrent state matters to the loss: the tapped outputs of the training program. */
import type { Elements, Executable } from '../backend/backend.ts';
import { find, view } from './parameters.ts';

/** Milliseconds between two tellings at least. */
const every = 250;

export class StateGradients {
  private readonly taps: readonly (readonly [name: string, norms: Elements])[];
  private last = Number.NEGATIVE_INFINITY;

  constructor(training: Executable, taps: readonly string[]) {
    this.taps = taps.flatMap((name) => {
      const slot = find(training.program.outputs, name);
      return slot ? [[name, view(training, slot)] as const] : [];
    });
  }

  /** Of the step just taken, the norms [T] by the state's name; null when there are none, or some were told a moment ago. */
  take(now: number): { readonly [state: string]: Float32Array } | null {
    if (this.taps.length === 0 || now - this.last < every) return null;
    this.last = now;
    return Object.fromEntries(this.taps.map(([name, norms]) => [name, Float32Array.from(norms)]));
  }
}
