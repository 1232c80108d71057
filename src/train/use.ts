/** Uses the network on many examples between training steps: the confusion matrix, the worst mistakes, the decision surface. */
import type { Confusion, Mistake, Part, Surface } from '../protocol/trainer.ts';
import type { Evaluator } from './evaluator.ts';
import type { Pipeline } from './pipeline.ts';
import { largest } from './scoring.ts';

/** Mistakes that are told. */
const toldMistakes = 10;

/** Counts of truth against prediction over a part of the data; null for anything but a classification, or when `goOn` said no. */
export async function confusionOver(
  evaluator: Evaluator,
  { rows }: Pipeline,
  classes: readonly string[],
  part: Part,
  goOn: () => boolean,
): Promise<Confusion | null> {
  const { scoring } = evaluator;
  const examples = rows.count(part);
  if (scoring.classes === 0 || examples === 0) return null;
  await rows.whenAvailable(part, examples);
  const counts = new Uint32Array(classes.length ** 2);
  const probabilities = new Float32Array(scoring.classes);
  let right = 0;
  let worst: readonly Mistake[] = [];
  const done = await evaluator.overPart(part, goOn, (first, count) => {
    const batch: Mistake[] = [];
    for (let row = 0; row < count; row++) {
      scoring.probabilities(row, probabilities);
      const truth = scoring.truthOf(row);
      const prediction = largest(probabilities, 0, probabilities.length);
      const cell = truth * classes.length + prediction;
      counts[cell] = (counts[cell] as number) + 1;
      if (truth === prediction) right++;
      const probability = probabilities[prediction] as number;
      batch.push({ index: first + row, truth, prediction, probability, loss: scoring.lossOf(row) });
    }
    worst = [...worst, ...batch].sort((a, b) => b.loss - a.loss).slice(0, toldMistakes);
  });
  return done ? { classes, counts, accuracy: right / examples, worst } : null;
}

type Range = readonly [low: number, high: number];

/** Class probabilities at the points of a grid, for a network that classifies points in the plane; null when `goOn` said no. */
export async function surfaceOver(
  evaluator: Evaluator,
  grid: { readonly columns: number; readonly rows: number; readonly x: Range; readonly y: Range },
  goOn: () => boolean,
): Promise<Surface | null> {
  const { scoring, feed, batch } = evaluator;
  const { columns, rows, x, y } = grid;
  const { classes } = scoring;
  const at = ([low, high]: Range, index: number, count: number) => low + ((index + 0.5) / count) * (high - low);
  const pointAt = (index: number) => ({
    values: [at(x, index % columns, columns), at(y, Math.floor(index / columns), rows)],
    steps: null,
  });
  const points = rows * columns;
  const values = new Float32Array(points * classes);
  const done = await evaluator.overBatches(Math.ceil(points / batch), goOn, (number) => {
    const first = number * batch;
    const count = Math.min(batch, points - first);
    feed.give(Array.from({ length: count }, (_, i) => pointAt(first + i)));
    return () => {
      for (let i = 0; i < count; i++) {
        scoring.probabilities(i, values.subarray((first + i) * classes, (first + i + 1) * classes));
      }
    };
  });
  return done ? { columns, rows, x, y, classes, values } : null;
}
