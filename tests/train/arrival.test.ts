import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Column, Rows } from '../../src/data/column.ts';
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
import { noShards, pipelineOn } from './training-run.ts';

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
  const pipeline = pipelineOn(arrival(all));
  const events: RunEvent[] = [];
  const loop = new TrainingLoop({
    model,
    pipeline,
    evaluator: new Evaluator(model, pipeline, systemClock),
    taken: 0,
    control: new Control(false),
    clock: systemClock,
    emit: (event) => events.push(event),
  });
  return { summary: await loop.run(), events };
}

const bounds = [0, 60, 120, 180, 216];

/** The same examples over other rows: one that is not available cannot be read. */
function over(rows: Rows, all: Dataset): Dataset {
  const guarded = ([port, column]: [string, Column]): [string, Column] => [
    port,
    {
      ...column,
      rows,
      read(part, index, draw) {
        if (index >= rows.available(part)) throw new RangeError(`${index}`);
        return column.read(part, index, draw);
      },
    },
  ];
  return { ...all, rows, columns: Object.fromEntries(Object.entries(all.columns).map(guarded)) };
}

/** In four shards, all of them there. */
const sharded = (all: Dataset): Dataset =>
  over({ ...all.rows, bounds: (part) => (part === 'train' ? bounds : all.rows.bounds(part)) }, all);

/** A shard comes whenever it is waited for. */
function late(all: Dataset): Dataset {
  let shards = 0;
  const available = (part: PartName) => (part === 'train' ? (bounds[shards] as number) : all.rows.available(part));
  const rows: Rows = {
    ...sharded(all).rows,
    available,
    async whenAvailable(part, count) {
      while (part === 'train' && available(part) < count) {
        await systemClock.nextTask();
        shards++;
      }
    },
  };
  return over(rows, all);
}

describe('data that arrive while it trains', () => {
  it('give the same curve as data that were there', async () => {
    const [early, waiting] = [await trainOn(sharded), await trainOn(late)];
    expect(waiting.summary.state).toBe('finished');
    expect(waiting.summary.curve).toBe(early.summary.curve);
  });

  it('that fail to arrive end the run with what was learnt', async () => {
    const broken = (all: Dataset): Dataset => {
      const whenAvailable: Rows['whenAvailable'] = async (part, count) => {
        if (part === 'train' && count > 120) throw new DataError('shard 3 is damaged');
      };
      return over({ ...sharded(all).rows, whenAvailable, available: () => 120 }, all);
    };
    const { summary, events } = await trainOn(broken);
    expect(summary).toMatchObject({
      state: 'failed',
      failure: { code: 'data', message: 'shard 3 is damaged' },
      steps: 3,
    });
    expect(events.find((event) => event.kind === 'checkpoint')).toMatchObject({ checkpoint: { step: 3 } });
  });
});
