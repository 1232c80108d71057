/** Reads the scores of a batch from a program's outputs: its loss, how many answers are right, each example's class. */
import type { Elements, Executable } from '../backend/backend.ts';
import type { LoweredMetric, LoweredModel } from '../lower/lower.ts';
import { find, view } from './parameters.ts';

/** The first loss with right and wrong answers. */
interface Scored {
  readonly metric: LoweredMetric;
  readonly prediction: Elements;
  readonly target: Elements;
  /** Loss of each example. */
  readonly examples: Elements;
}

export class Scoring {
  private readonly lossValue: Elements;
  private readonly scored: Scored | null;
  private readonly batch: number;

  constructor(executable: Executable, { metrics, losses }: Pick<LoweredModel, 'metrics' | 'losses'>) {
    const output = (name: string): Elements => {
      const slot = find(executable.program.outputs, name);
      if (!slot) throw new RangeError(`the program has no output called ${name}`);
      return view(executable, slot);
    };
    const [metric] = metrics;
    const loss = losses.find(({ block }) => block === metric?.block);
    this.lossValue = output('loss');
    this.batch = executable.program.batch;
    this.scored =
      metric && loss
        ? {
            metric,
            prediction: output(metric.prediction),
            target: output(metric.target),
            examples: output(loss.examples),
          }
        : null;
  }

  /** Mean over the batch's real examples, all losses summed with their weights. */
  get loss(): number {
    return this.lossValue[0] as number;
  }

  /** There are right and wrong answers. */
  get counts(): boolean {
    return this.scored !== null;
  }

  /** Classes of a classification of whole examples; 0 for anything else. */
  get classes(): number {
    const { scored, batch } = this;
    return scored?.metric.kind === 'accuracy' && scored.target.length === batch ? scored.metric.classes : 0;
  }

  /** How many of the first `count` examples are answered right, parts of an example counted as parts; null for a regression. */
  countRight(count: number): number | null {
    if (!this.scored) return null;
    const perExample = this.scored.target.length / this.batch;
    return rightAnswers(this.scored, count * perExample) / perExample;
  }

  /** Label of the example. */
  truthOf(example: number): number {
    return this.scored?.target[example] ?? 0;
  }

  lossOf(example: number): number {
    return this.scored?.examples[example] ?? 0;
  }

  /** Writes the probability of each class, for a classification of whole examples. */
  probabilities(example: number, into: Float32Array): void {
    const { scored, classes } = this;
    if (scored) softmax(scored.prediction.subarray(example * classes, (example + 1) * classes), into);
  }
}

function rightAnswers({ metric, prediction, target }: Scored, answers: number): number {
  let right = 0;
  if (metric.kind === 'accuracy') {
    const { classes } = metric;
    for (let i = 0; i < answers; i++) if (largest(prediction, i * classes, classes) === target[i]) right++;
  } else {
    for (let i = 0; i < answers; i++) {
      if ((prediction[i] as number) > metric.threshold === (target[i] as number) > 0.5) right++;
    }
  }
  return right;
}

/** Position of the largest of `count` numbers from `start`; the first one of equals. */
export function largest(values: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if ((values[start + i] as number) > (values[start + best] as number)) best = i;
  return best;
}

/** Numerically stable: the largest logit is taken off first. */
export function softmax(logits: ArrayLike<number>, into: Float32Array): void {
  const top = logits[largest(logits, 0, logits.length)] as number;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp((logits[i] as number) - top);
  for (let i = 0; i < logits.length; i++) into[i] = Math.exp((logits[i] as number) - top) / sum;
}
