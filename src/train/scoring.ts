/** Reads the scores of a batch from a program's outputs: its loss, which answers are right, each example's class. */
import type { Elements, Executable } from '../backend/backend.ts';
import type { LoweredMetric, LoweredModel } from '../lower/lower.ts';
import type { Slot } from '../plan/program.ts';
import { find, view } from './parameters.ts';

/** Answers that were counted: one an example, or one a real step. */
export interface Answers {
  readonly right: number;
  readonly total: number;
}

/** The first loss with right and wrong answers. */
interface Scored {
  readonly metric: LoweredMetric;
  readonly prediction: Elements;
  readonly target: Elements;
  /** Answers of an example, those at padding included. */
  readonly perExample: number;
  /** Answers that count in each example; null where all of them do. */
  readonly counted: ((example: number) => number) | null;
  /** Loss of each example. */
  readonly examples: Elements;
}

export class Scoring {
  private readonly lossValue: Elements;
  private readonly scored: Scored | null;
  private readonly batch: number;

  constructor(executable: Executable, { metrics, losses }: Pick<LoweredModel, 'metrics' | 'losses'>) {
    const slotOf = (name: string): Slot => {
      const slot = find(executable.program.outputs, name);
      if (!slot) throw new RangeError(`the program has no output called ${name}`);
      return slot;
    };
    const output = (name: string): Elements => view(executable, slotOf(name));
    const [metric] = metrics;
    const loss = losses.find(({ block }) => block === metric?.block);
    this.lossValue = output('loss');
    this.batch = executable.program.batch;
    if (!metric || !loss) {
      this.scored = null;
      return;
    }
    const { shape, length } = slotOf(metric.target);
    const perExample = length / this.batch;
    const perStep = perExample / (shape[1] ?? 1);
    const lengths = metric.lengths === null ? null : output(metric.lengths);
    this.scored = {
      metric,
      prediction: output(metric.prediction),
      target: output(metric.target),
      perExample,
      counted: lengths && ((example) => (lengths[example] as number) * perStep),
      examples: output(loss.examples),
    };
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

  /** The answers of the first `count` examples, but those at padding; null for a regression. */
  answers(count: number): Answers | null {
    const { scored } = this;
    if (!scored) return null;
    const { perExample, counted } = scored;
    if (!counted) return { right: rightAnswers(scored, 0, count * perExample), total: count * perExample };
    let [right, total] = [0, 0];
    for (let example = 0; example < count; example++) {
      const answers = counted(example);
      right += rightAnswers(scored, example * perExample, answers);
      total += answers;
    }
    return { right, total };
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

/** How many of the `count` answers from `start` on are right. */
function rightAnswers({ metric, prediction, target }: Scored, start: number, count: number): number {
  let right = 0;
  if (metric.kind === 'accuracy') {
    const { classes } = metric;
    for (let i = start; i < start + count; i++) if (largest(prediction, i * classes, classes) === target[i]) right++;
  } else {
    for (let i = start; i < start + count; i++) {
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
