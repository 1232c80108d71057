/** Goes on with a text: a network that says the next token at every step writes one after another. */
import { RandomStream, streamOf } from '../base/philox.ts';
import { firstToken } from '../blocks/prepare/tokenize.ts';
import { type Cell, type Column, numbersOf } from '../data/column.ts';
import type { WriteRequest } from '../protocol/trainer.ts';
import { type Clock, Slices } from './clock.ts';
import type { Model } from './compile.ts';
import { Feed } from './feed.ts';
import { find, view } from './parameters.ts';
import { type Pipeline, targetColumn } from './pipeline.ts';
import { largest } from './scoring.ts';

/** Where a network that writes takes its tokens and says the next ones. */
interface Ends {
  /** Inputs and outputs of the inspection program by name. */
  readonly input: string;
  readonly prediction: string;
  readonly tokens: Column;
  readonly spell: NonNullable<Column['spell']>;
}

/** Null for a network that does not say at every step which token comes next. */
function endsOf({ graph, lowered }: Model, pipeline: Pipeline): Ends | null {
  const [loss] = lowered.losses;
  const [metric] = lowered.metrics;
  const target = targetColumn(graph, pipeline);
  if (!target?.spell || !loss || metric?.block !== loss.block || metric.kind !== 'accuracy') return null;
  for (const { name, block, port, shape } of lowered.inputs) {
    const tokens = pipeline.column(block, port);
    if (tokens.spell && tokens !== target && shape.length === 2) {
      return { input: name, prediction: loss.prediction, tokens, spell: tokens.spell };
    }
  }
  return null;
}

/**
 * What follows the prompt, on the weights of this moment; some tokens between two turns of the event loop, so that training goes
 * on meanwhile. Without a prompt it begins as one of the training texts does. Null when the network does not write, or `goOn` said
 * no. Throws a DataError for a prompt of which nothing is known.
 */
export async function write(
  model: Model,
  pipeline: Pipeline,
  { prompt, length, temperature, seed }: WriteRequest,
  clock: Clock,
  goOn: () => boolean,
): Promise<string | null> {
  const ends = endsOf(model, pipeline);
  const { inspection, training } = model;
  const input = ends && find(inspection.program.inputs, ends.input);
  const prediction = ends && find(inspection.program.outputs, ends.prediction);
  if (!ends || !input || !prediction) return null;
  const feed = new Feed(inspection, model.lowered, pipeline);
  const random = new RandomStream(seed, streamOf('write'));
  const begun = prompt === '' ? [] : idsOf(ends.tokens.of({ text: prompt }));
  const opening = () => idsOf(ends.tokens.read('train', random.below(pipeline.rows.count('train')), null)).slice(0, 1);
  const ids = prompt === '' ? opening() : [...begun];
  const slices = new Slices(clock);
  const snapshot = view(training, training.program.parameterRegion).slice();
  const parameters = view(inspection, inspection.program.parameterRegion);
  const [, steps = 1, classes = 1] = prediction.shape;
  // Ids that stand for nothing are never written, nor are those that the vocabulary had no use for.
  const known = Math.min(classes, ends.tokens.classes?.length ?? classes);
  for (const end = begun.length + length; ids.length < end; ) {
    if (slices.over()) await slices.next();
    if (!goOn()) return null;
    // Looks at the network come between two tokens and use the same program.
    parameters.set(snapshot);
    feed.load('train', Uint32Array.of(0), 0, 1, null);
    feed.reset();
    const window = ids.slice(-steps);
    const tokens = view(inspection, input);
    tokens.fill(0);
    tokens.set(window);
    inspection.run({ seed: 0, step: 0 });
    const last = (window.length - 1) * classes;
    const logits = view(inspection, prediction).subarray(last + firstToken, last + known);
    ids.push(firstToken + drawn(logits, temperature, random.uniform()));
  }
  const before = ends.spell(begun);
  const added = ends.spell(ids).slice(before.length);
  // Words know nothing of a space behind the prompt: it stands for the one before the first that is added.
  return /\s$/.test(prompt) && !/\s$/.test(before) ? added.trimStart() : added;
}

const idsOf = (cell: Cell): readonly number[] => Array.from(numbersOf(cell).values);

/** The place at which the cumulated probabilities pass `uniform`: softmax of the logits, sharpened by a temperature below 1. */
function drawn(logits: ArrayLike<number>, temperature: number, uniform: number): number {
  const best = largest(logits, 0, logits.length);
  if (temperature === 0) return best;
  const top = logits[best] as number;
  const weights = Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [place, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return place;
  }
  return best;
}
