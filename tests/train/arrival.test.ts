import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { DataError, type Dataset, type PartName } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import { systemClock } from '../../src/train/clock.ts';
import { compile } from '../../src/train/compile.ts';
import { Control } from '../../src/train/control.ts';
import { Evaluator } from '../../src/train/evaluator.ts';
import { specOf } from '../../src/train/library.ts';
import { type Summary, TrainingLoop } from '../../src/train/loop.ts';
import { initializeParameters } from '../../src/train/parameters.ts';
import { perceptron } from './documents.ts';
import { noShards } from './training-run.ts';

const document = perceptron('moons', 2, { epochs: 2, learningRate: 0.02, batchSize: 32 }, { samples: 300 });

/** Trains on the moons with another way for the examples to arrive. */
async function trainOn(arrival: (all: Dataset) => Dataset): Promise<{ summary: Summary; events: RunEvent[] }> {
  const compiled = await compile(document, referenceBackend);
  if (!compiled.ok) throw new Error(compiled.error.code);
  const model = compiled.value;
  initializeParameters(model.training, 1);
  const [block] = model.graph.data;
  if (!block) throw new Error('no data block');
  const all = await openDataset(specOf(block), { fetchShard: noShards, validationSplit: 0.1, onProgress: () => {} });
  const dataset = arrival(all);
  const events: RunEvent[] = [];
  const loop = new TrainingLoop({
    model,
    dataset,
    evaluator: new Evaluator(model, dataset, systemClock),
    taken: 0,
    control: new Control(false),
    clock: systemClock,
    emit: (event) => events.push(event),
  });
  return { summary: await loop.run(), events };
}

const bounds = [0, 60, 120, 180, 216];

/** In four shards, all of them there. */
const sharded = (all: Dataset): Dataset => ({
  ...all,
  bounds: (part) => (part === 'train' ? bounds : all.bounds(part)),
});

/** A shard comes whenever it is waited for, and gathering what has not come is an error. */
function late(all: Dataset): Dataset {
  let shards = 0;
  const available = (part: PartName) => (part === 'train' ? (bounds[shards] as number) : all.available(part));
  return {
    ...sharded(all),
    available,
    async whenAvailable(part, count) {
      while (part === 'train' && available(part) < count) {
        await systemClock.nextTask();
        shards++;
      }
    },
    gather(part, indices, from, count, features, labels) {
      for (const index of indices.subarray(from, from + count))
        if (index >= available(part)) throw new RangeError(`${index}`);
      all.gather(part, indices, from, count, features, labels);
    },
  };
}

describe('data that arrive while it trains', () => {
  it('give the same curve as data that were there', async () => {
    const [early, waiting] = [await trainOn(sharded), await trainOn(late)];
    expect(waiting.summary.state).toBe('finished');
    expect(waiting.summary.curve).toBe(early.summary.curve);
  });

  it('that fail to arrive end the run with what was learnt', async () => {
    const broken = (all: Dataset): Dataset => ({
      ...late(all),
      whenAvailable: async (part, count) => {
        if (part === 'train' && count > 120) throw new DataError('shard 3 is damaged');
      },
      available: () => 120,
      gather: all.gather,
    });
    const { summary, events } = await trainOn(broken);
    expect(summary).toMatchObject({
      state: 'failed',
      failure: { code: 'data', message: 'shard 3 is damaged' },
      steps: 3,
    });
    expect(events.find((event) => event.kind === 'checkpoint')).toMatchObject({ checkpoint: { step: 3 } });
  });
});
