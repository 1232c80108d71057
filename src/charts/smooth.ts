/** Smoothing of a noisy curve: an exponential moving average whose start is not drawn to zero. */

/**
 * Smooths values that grow at their end, each only once: update(values) continues where the last call stopped, and
 * starts over when there are fewer than before. `span` is the number of values that weigh most, α = 2 / (span + 1):
 * s_i = (1 − α)·s_{i−1} + α·v_i, divided by the sum of its weights, 1 − (1 − α)^i. A value that is no number counts for
 * nothing and leaves the average as it was; before the first number the average is NaN.
 */
export class Smoother {
  private readonly alpha: number;
  private smoothed = new Float32Array(1024);
  private count = 0;
  private sum = 0;
  private weight = 0;

  constructor(span: number) {
    this.alpha = 2 / (Math.max(1, span) + 1);
  }

  /** The average at every value; a view that is valid until the next call. */
  update(values: ArrayLike<number>): Float32Array {
    if (values.length < this.count) {
      this.count = 0;
      this.sum = 0;
      this.weight = 0;
    }
    if (values.length > this.smoothed.length) {
      const larger = new Float32Array(Math.max(values.length, 2 * this.smoothed.length));
      larger.set(this.smoothed.subarray(0, this.count));
      this.smoothed = larger;
    }
    for (; this.count < values.length; this.count++) {
      const value = values[this.count] as number;
      if (Number.isFinite(value)) {
        this.sum += this.alpha * (value - this.sum);
        this.weight += this.alpha * (1 - this.weight);
      }
      this.smoothed[this.count] = this.sum / this.weight;
    }
    return this.smoothed.subarray(0, this.count);
  }
}

/** All of a curve at once. */
export const smooth = (values: ArrayLike<number>, span: number): Float32Array => new Smoother(span).update(values);
