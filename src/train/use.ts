/** Uses the network on many examples between training steps: the confusion matrix, the worst mistakes, the decision surface. */
import type { Dataset } from '../data/dataset.ts';
import type { Confusion, Mistake, Part, Surface } from '../protocol/trainer.ts';
import type { Evaluator } from './evaluator.ts';
import { largest } from './scoring.ts';

/** Mistakes that are told. */
const toldMistakes = 10;

/** Counts of truth against prediction over a part of the data; null for anything but a classification, or when `goOn` said no. */
export async function confusionOver(
  evaluator: Evaluator,
  dataset: Dataset,
  part: Part,
  goOn: () => boolean,
): Promise<Confusion | null> {
  const { scoring } = evaluator;
  const { classes } = dataset.spec;
  const examples = dataset.count(part);
  if (scoring.classes === 0 || examples === 0) return null;
  await dataset.whenAvailable(part, examples);
  const counts = new Uint32Array(classes.length ** 2);
  const probabilities = new Float32Array(scoring.classes);
  let right = 0;
  let worst: readonly Mistake[] = [];
  const done = await evaluator.overPart(part, goOn, (start, count) => {
    const batch: Mistake[] = [];
    for (let example = 0; example < count; example++) {
      scoring.probabilities(example, probabilities);
      const truth = scoring.truthOf(example);
      const prediction = largest(probabilities, 0, probabilities.length);
      const cell = truth * classes.length + prediction;
      counts[cell] = (counts[cell] as number) + 1;
      if (truth === prediction) right++;
      const probability = probabilities[prediction] as number;
      batch.push({ index: start + example, truth, prediction, probability, loss: scoring.lossOf(example) });
    }
    worst = [...worst, ...batch].sort((a, b) => b.loss - a.loss).slice(0, toldMistakes);
  });
  return done ? { classes, counts, accuracy: right / examples, worst } : null;
}

type Range = readonly [low: number, high: number];

/** Class probabilities at the points of a grid; null unless the network classifies points in the plane, or `goOn` said no. */
export async function surfaceOver(
  evaluator: Evaluator,
  dataset: Dataset,
  grid: { readonly columns: number; readonly rows: number; readonly x: Range; readonly y: Range },
  goOn: () => boolean,
): Promise<Surface | null> {
  const { scoring, feed, batch } = evaluator;
  const { columns, rows, x, y } = grid;
  const classes = scoring.classes;
  if (classes === 0 || `${dataset.spec.shape}` !== '2') return null;
  const at = ([low, high]: Range, index: number, count: number) => low + ((index + 0.5) / count) * (high - low);
  const points = new Float32Array(2 * batch);
  const values = new Float32Array(rows * columns * classes);
  const load = (start: number, count: number) => {
    for (let i = 0; i < count; i++) {
      points[2 * i] = at(x, (start + i) % columns, columns);
      points[2 * i + 1] = at(y, Math.floor((start + i) / columns), rows);
    }
    feed.give(points.subarray(0, 2 * count), count);
  };
  const read = (start: number, count: number) => {
    for (let i = 0; i < count; i++) {
      scoring.probabilities(i, values.subarray((start + i) * classes, (start + i + 1) * classes));
    }
  };
  const done = await evaluator.overBatches(rows * columns, goOn, load, read);
  return done ? { columns, rows, x, y, classes, values } : null;
}
