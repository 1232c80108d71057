/** One optimizer step: forward, backward, clip, update; and the weights to fall back on when the numbers break. */
import type { Elements, Executable } from '../backend/backend.ts';
import { find, view } from './parameters.ts';

export class Learner {
  /** Of the last step. */
  loss = 0;
  /** Global norm before clipping, of the last step. */
  gradientNorm = 0;
  private readonly lossValue: Elements;
  private readonly parameters: Elements;
  /** Parameters and buffers when they were last kept, and the time before. */
  private latest: Elements;
  private previous: Elements;
  private attempts = 0;
  private readonly run = { seed: 0, step: 0 };
  private readonly update = { learningRate: 0, step: 0, gradientScale: 1 };

  constructor(
    private readonly training: Executable,
    private readonly clipNorm: number | null,
    seed: number,
  ) {
    const { outputs, parameterRegion } = training.program;
    const loss = find(outputs, 'loss');
    if (!loss) throw new RangeError('the program has no output called loss');
    this.lossValue = view(training, loss);
    this.parameters = view(training, parameterRegion);
    this.latest = this.parameters.slice();
    this.previous = this.parameters.slice();
    this.run.seed = seed;
  }

  /**
   * Takes the step with this number (counted from 1) on the inputs that have been loaded. False when its loss or one of
   * its gradients is not finite: then nothing was updated, and `weightsBefore` and `restore` say what there was.
   */
  take(step: number, learningRate: number): boolean {
    this.keep();
    this.run.step = step;
    this.training.run(this.run);
    this.loss = this.lossValue[0] as number;
    this.gradientNorm = Math.sqrt(this.training.gradientSquares());
    if (!Number.isFinite(this.loss) || !Number.isFinite(this.gradientNorm)) return false;
    this.update.step = step;
    this.update.learningRate = learningRate;
    this.update.gradientScale =
      this.clipNorm !== null && this.gradientNorm > this.clipNorm ? this.clipNorm / this.gradientNorm : 1;
    this.training.update(this.update);
    return true;
  }

  /** The parameter region as it was when it was last kept: before the last step. */
  get weightsBefore(): Elements {
    return this.latest;
  }

  /**
   * Puts back the last weights that gave a finite loss and finite gradients, with an optimizer that remembers nothing.
   * Returns how many of the steps taken that undoes.
   */
  restore(): number {
    this.parameters.set(this.previous);
    view(this.training, this.training.program.momentRegion).fill(0);
    return this.attempts > 1 ? 1 : 0;
  }

  /** The present weights are about to be judged: by a step, or by an evaluation. */
  keep(): void {
    this.attempts++;
    const oldest = this.previous;
    this.previous = this.latest;
    this.latest = oldest;
    oldest.set(this.parameters);
  }
}
