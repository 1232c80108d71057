/** Measures a run: the columns of steps that have not been told yet, the speed and the time left. */
import type { Progress, StepSeries } from '../protocol/events.ts';

/** Steps between two tellings at most; a slice of a frame holds fewer, unless steps take under 4 µs. */
const capacity = 4096;
/** Milliseconds over which the speed is smoothed. */
const smoothing = 1000;

export interface Extent {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** Training examples in an epoch. */
  readonly examples: number;
}

export class Meter {
  private readonly loss = new Float32Array(capacity);
  private readonly accuracy = new Float32Array(capacity);
  private readonly learningRate = new Float32Array(capacity);
  private readonly gradientNorm = new Float32Array(capacity);
  private count = 0;
  /** Examples and milliseconds since the speed was last brought up to date. */
  private examples = 0;
  private elapsed = 0;
  /** Smoothed milliseconds for one example; 0 before it is known. */
  private pace = 0;
  private validation = 0;

  constructor(
    private step: number,
    private readonly extent: Extent,
  ) {}

  get full(): boolean {
    return this.count === capacity;
  }

  record(loss: number, accuracy: number | null, learningRate: number, gradientNorm: number, examples: number): void {
    const { count } = this;
    this.loss[count] = loss;
    this.accuracy[count] = accuracy ?? Number.NaN;
    this.learningRate[count] = learningRate;
    this.gradientNorm[count] = gradientNorm;
    this.count++;
    this.step++;
    this.examples += examples;
  }

  /** Time that went into steps. */
  spent(milliseconds: number): void {
    this.elapsed += milliseconds;
  }

  /** Time that one epoch's validation took. */
  validated(milliseconds: number): void {
    this.validation = milliseconds;
  }

  /** The steps since the last call; null when there were none. */
  take(): StepSeries | null {
    const { count } = this;
    if (count === 0) return null;
    this.count = 0;
    return {
      first: this.step - count + 1,
      loss: this.loss.slice(0, count),
      accuracy: this.accuracy.slice(0, count),
      learningRate: this.learningRate.slice(0, count),
      gradientNorm: this.gradientNorm.slice(0, count),
    };
  }

  progress(): Progress {
    this.smooth();
    const { epochs, stepsPerEpoch, examples } = this.extent;
    const steps = epochs * stepsPerEpoch;
    const left = steps - this.step;
    const epochsLeft = epochs - Math.floor(this.step / stepsPerEpoch);
    const milliseconds = (left / stepsPerEpoch) * examples * this.pace + epochsLeft * this.validation;
    return {
      step: this.step,
      steps,
      epoch: Math.min(Math.floor(Math.max(this.step - 1, 0) / stepsPerEpoch) + 1, epochs),
      epochs,
      samplesPerSecond: this.pace > 0 ? 1000 / this.pace : 0,
      secondsLeft: this.pace > 0 ? milliseconds / 1000 : null,
    };
  }

  private smooth(): void {
    if (this.examples === 0 || this.elapsed === 0) return;
    const now = this.elapsed / this.examples;
    const weight = 1 - Math.exp(-this.elapsed / smoothing);
    this.pace = this.pace === 0 ? now : this.pace + weight * (now - this.pace);
    this.examples = 0;
    this.elapsed = 0;
  }
}
