/** How the graph is to be trained: part of the document, because a result belongs to its settings. */
import type { Optimizer } from '../base/optimizer.ts';

/** Factor on the learning rate; `warmup` steps of linear growth come before any of them. */
export type Schedule =
  | { readonly kind: 'constant' }
  /** Multiplied by `factor` after every `every` epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Half a cosine from 1 down to `floor` at the last planned step. */
  | { readonly kind: 'cosine'; readonly floor: number };

export interface Training {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** Steps of linear warm-up, 0 for none. */
  readonly warmup: number;
  /** Bound on the global gradient norm; null for none. */
  readonly clipNorm: number | null;
  readonly batchSize: number;
  readonly epochs: number;
  /** Share of the training examples held out for validation, where the data set has no validation part of its own. */
  readonly validationSplit: number;
  readonly seed: number;
}

/** The settings of one optimizer: those of Adam and AdamW differ by their kind alone. */
export type OptimizerOf<K extends Optimizer['kind'], O extends Optimizer = Optimizer> = O extends unknown
  ? K extends O['kind']
    ? O & { readonly kind: K }
    : never
  : never;

export const defaultOptimizers: { readonly [K in Optimizer['kind']]: OptimizerOf<K> } = {
  sgd: { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  adamw: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  rmsprop: { kind: 'rmsprop', alpha: 0.99, epsilon: 1e-8, momentum: 0, weightDecay: 0 },
};

export const defaultTraining: Training = {
  optimizer: defaultOptimizers.adam,
  learningRate: 0.001,
  schedule: { kind: 'constant' },
  warmup: 0,
  clipNorm: null,
  batchSize: 64,
  epochs: 5,
  validationSplit: 0.1,
  seed: 1,
};
