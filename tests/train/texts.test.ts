import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { check } from '../../src/check/check.ts';
import type { Block, Document } from '../../src/document/document.ts';
import type { Training } from '../../src/document/training.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { ExampleRef, Trainer } from '../../src/protocol/trainer.ts';
import { systemClock } from '../../src/train/clock.ts';
import { Feed } from '../../src/train/feed.ts';
import { DataLibrary } from '../../src/train/library.ts';
import { find, view } from '../../src/train/parameters.ts';
import type { Session } from '../../src/train/session.ts';
import { createTrainer } from '../../src/train/trainer.ts';
import { graph } from './documents.ts';
import { type LabelledTexts, packedTexts } from './packed-texts.ts';
import { listen, openSession, train } from './training-run.ts';

/** The class is told by the letters: Danish (3) has an ø, Swedish (26) an ö. */
const languages: LabelledTexts = {
  train: Array.from({ length: 40 }, (_, index) =>
    index % 2 === 0 ? ([`${'ab'.repeat(index % 5)}øre`, 3] as const) : ([`${'ba'.repeat(index % 7)}öre`, 26] as const),
  ),
  validation: [
    ['abøre', 3],
    ['baöre', 26],
  ],
  test: [
    ['øreab', 3],
    ['öreba', 26],
  ],
};
const languageShards = packedTexts('languages', languages);
const length = 8;

const classifier = (layer: Block, training: Partial<Training> = {}): Document =>
  graph(
    [
      { id: 'texts', kind: 'text', params: {} },
      { id: 'tokens', kind: 'tokenize', params: { vocabulary: 12 } },
      { id: 'pad', kind: 'pad', params: { length } },
      { id: 'embedding', kind: 'embedding', params: { units: 4 } },
      layer,
      { id: 'dense', kind: 'dense', params: { units: 30 } },
      { id: 'loss', kind: 'cross-entropy', params: {} },
    ],
    [
      'texts.text > tokens.x',
      'tokens.y > pad.x',
      'pad.y > embedding.x',
      `embedding.y > ${layer.id}.x`,
      `${layer.id}.y > dense.x`,
      'dense.y > loss.prediction',
      'texts.label > loss.target',
    ],
    { learningRate: 0.05, batchSize: 8, epochs: 8, ...training },
  );

const pooled: Block = { id: 'largest', kind: 'global-max-pool', params: {} };
const lstm: Block = { id: 'lstm', kind: 'lstm', params: { units: 4 } };

/** A network that says the next character of a book which goes abcabc... */
const writer = (training: Partial<Training> = {}, recurrent: Block['params'] = {}): Document =>
  graph(
    [
      { id: 'book', kind: 'text', params: { dataset: 'moby-dick' } },
      { id: 'tokens', kind: 'tokenize', params: { vocabulary: 6 } },
      { id: 'passages', kind: 'passages', params: { length: 4, stride: 4 } },
      { id: 'embedding', kind: 'embedding', params: { units: 4 } },
      { id: 'rnn', kind: 'rnn', params: { units: 8, returns: 'every', ...recurrent } },
      { id: 'next', kind: 'dense', params: { units: 6 } },
      { id: 'loss', kind: 'cross-entropy', params: {} },
    ],
    [
      'book.text > tokens.x',
      'tokens.y > passages.x',
      'passages.y > embedding.x',
      'embedding.y > rnn.x',
      'rnn.y > next.x',
      'next.y > loss.prediction',
      'passages.next > loss.target',
    ],
    { learningRate: 0.05, batchSize: 8, epochs: 20, ...training },
  );
const bookShards = packedTexts('moby-dick', {
  train: [['abc'.repeat(60), 0]],
  validation: [['abc'.repeat(4), 0]],
  test: [['abc'.repeat(4), 0]],
});

/** Hardly learns, so that every loss is one of the same weights. */
const still: Partial<Training> = {
  learningRate: 1e-12,
  optimizer: { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 },
};

async function opened(document: Document, fetchShard: (name: string) => Promise<Uint8Array>): Promise<Session> {
  const session = await openSession(document, { fetchShard, paused: true });
  const running = listen(session, (event) => {
    if (event.kind === 'state' && event.state === 'paused') session.control.stop();
  });
  await running;
  return session;
}

describe('a program is fed', () => {
  it('what its columns read: real steps, zeros behind them, their number, and the first row again in place of none', async () => {
    const session = await opened(classifier(pooled), languageShards);
    const { model, parts } = session;
    if (!parts) throw new Error('no data');
    const feed = new Feed(model.training, model.lowered, parts.pipeline);
    const memory = (name: string) => {
      const slot = find(model.training.program.inputs, name);
      return slot ? [...view(model.training, slot)] : [];
    };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 39 }), { minLength: 1, maxLength: 8 }), (indices) => {
        feed.load('train', Uint32Array.from(indices), 0, indices.length, 0);
        const rows = Array.from({ length: 8 }, (_, row) => indices[row] ?? (indices[0] as number));
        const cells = rows.map((index) => parts.pipeline.column('pad', 'y').read('train', index, null));
        const ids = cells.map((cell) => ('text' in cell ? [] : Array.from(cell.values)));
        expect(memory('pad:y')).toEqual(ids.flatMap((each) => [...each, ...Array(length - each.length).fill(0)]));
        expect(memory('pad:y.lengths')).toEqual(ids.map((each) => each.length));
        expect(memory('texts:label')).toEqual(rows.map((index) => languages.train[index]?.[1]));
        expect(memory('exampleWeights')).toEqual(rows.map((_, row) => (row < indices.length ? 1 / indices.length : 0)));
      }),
    );
  });
});

describe('what is prepared', () => {
  it('is kept: a second run finds the same columns, and other settings make others', async () => {
    const library = new DataLibrary(languageShards);
    const columns = async (length: number) => {
      const document = classifier(pooled);
      const blocks = document.blocks.map((block) => (block.id === 'pad' ? { ...block, params: { length } } : block));
      const { graph } = check({ ...document, blocks });
      if (!graph) throw new Error('not trainable');
      const pipeline = await library.pipeline(graph, [{ block: 'pad', port: 'y' }], 0.1);
      return { tokens: pipeline.column('tokens', 'y'), padded: pipeline.column('pad', 'y') };
    };
    const [first, second, other] = [await columns(8), await columns(8), await columns(9)];
    expect(second.padded).toBe(first.padded);
    expect(other.padded).not.toBe(first.padded);
    expect(other.tokens).toBe(first.tokens);
  });
});

describe('random changes to the examples', () => {
  it('are drawn by the seed, the epoch and the example, and left out where nothing is trained', async () => {
    const session = await opened(classifier(pooled), languageShards);
    const { model, parts } = session;
    if (!parts) throw new Error('no data');
    const draws: (number | null)[] = [];
    const column = (block: string, port: string) => {
      const own = parts.pipeline.column(block, port);
      if (block !== 'pad') return own;
      const read: typeof own.read = (part, index, draw) => {
        draws.push(draw);
        return own.read(part, index, draw);
      };
      return { ...own, random: true as const, read };
    };
    const drawn = (seed: number, epoch: number | null, indices: readonly number[]) => {
      draws.length = 0;
      const feed = new Feed(model.training, model.lowered, { ...parts.pipeline, column }, seed);
      feed.load('train', Uint32Array.from(indices), 0, indices.length, epoch);
      return [...draws];
    };
    expect(drawn(1, 0, [4, 5])).toEqual(drawn(1, 0, [5, 4]).reverse());
    expect(new Set([...drawn(1, 0, [4, 5]), ...drawn(1, 1, [4, 5]), ...drawn(2, 0, [4, 5])]).size).toBe(6);
    expect(drawn(1, null, [4, 5])).toEqual([null, null]);
  });
});

describe('texts', () => {
  it('are learnt to be told apart', async () => {
    const { summary } = await train(classifier(pooled), { fetchShard: languageShards });
    expect(summary.test?.accuracy).toBe(1);
  });

  it('that cannot be used fail at the block that cannot, before the first step', async () => {
    const empty = { ...languages, test: [['øre', 3] as const, [' ', 26] as const] };
    const { summary } = await train(
      { ...classifier(pooled), blocks: classifier(pooled).blocks.map(byWords) },
      { fetchShard: packedTexts('languages', empty) },
    );
    expect(summary).toMatchObject({
      state: 'failed',
      steps: 0,
      failure: { code: 'data', block: 'tokens', message: expect.stringContaining('text 2 of the test part') },
    });
    const foreign = { ...languages, validation: [['漢字', 3] as const] };
    const unknown = await train(classifier(pooled), { fetchShard: packedTexts('languages', foreign) });
    expect(unknown.summary).toMatchObject({
      steps: 0,
      failure: { block: 'tokens', message: expect.stringMatching(/text 1 of the validation part .* vocabulary/) },
    });
    const long = await train(
      {
        ...writer(),
        blocks: writer().blocks.map((block) =>
          block.id === 'passages' ? { ...block, params: { length: 500 } } : block,
        ),
      },
      { fetchShard: bookShards },
    );
    expect(long.summary).toMatchObject({ steps: 0, failure: { code: 'data', block: 'passages' } });
  });

  const byWords = (block: Block): Block => (block.id === 'tokens' ? { ...block, params: { by: 'words' } } : block);
});

describe('a recurrent network in training', () => {
  it('tells now and then how much each of its steps matters', async () => {
    const { events } = await train(classifier(lstm), { fetchShard: languageShards });
    const told = events.filter(
      (event): event is Extract<RunEvent, { kind: 'step-gradients' }> => event.kind === 'step-gradients',
    );
    expect(told.length).toBeGreaterThan(0);
    for (const { norms } of told) {
      expect(Object.keys(norms)).toEqual(['lstm.h', 'lstm.c']);
      expect(norms['lstm.h']).toHaveLength(length);
      expect(norms['lstm.h']?.some((norm) => norm > 0)).toBe(true);
    }
  });

  it('tells none of the gradients of a step that diverged', async () => {
    const { summary, events } = await train(classifier(lstm, { learningRate: 1e308 }), { fetchShard: languageShards });
    expect(summary.failure?.code).toBe('diverged');
    const norms = events.flatMap((event) => (event.kind === 'step-gradients' ? Object.values(event.norms) : []));
    for (const norm of norms.flatMap((each) => [...each])) expect(norm).toSatisfy(Number.isFinite);
  });

  it('that carries its state begins every epoch without one, and goes through the text in order', async () => {
    const carried = await train(writer({ ...still, epochs: 3 }, { initial: 'carried' }), { fetchShard: bookShards });
    const perEpoch = carried.losses.length / 3;
    const epochs = [0, 1, 2].map((epoch) => carried.losses.slice(epoch * perEpoch, (epoch + 1) * perEpoch));
    for (const losses of epochs) {
      for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(epochs[0]?.[step] ?? 0, 6);
    }
    // Where every passage begins anew the order does not matter, and the loss is another one.
    const anew = await train(writer({ ...still, epochs: 3 }), { fetchShard: bookShards });
    expect(Math.abs((anew.losses[1] ?? 0) - (carried.losses[1] ?? 0))).toBeGreaterThan(1e-6);
  });
});

describe('a run that carries its state', () => {
  const carrying = writer({ batchSize: 2, epochs: 2 }, { initial: 'carried' });

  it('goes on from a checkpoint in mid-epoch as if it had never stopped, bit for bit', async () => {
    const options = { fetchShard: bookShards, backend: createWasmBackend() };
    const whole = await train(carrying, options);
    const stopped = await openSession(carrying, { ...options, paused: true });
    let rests = 0;
    const { checkpoints } = await listen(stopped, (event) => {
      if (event.kind !== 'state' || event.state !== 'paused') return;
      void (rests++ < 5 ? stopped.control.step() : stopped.control.stop());
    });
    const last = checkpoints.at(-1);
    expect(last?.step).toBe(5);
    expect(last?.carried?.['rnn:carried.h']?.some((value) => value !== 0)).toBe(true);
    const rest = await train(carrying, { ...options, resume: last ?? null });
    expect(rest.losses).toEqual(whole.losses.slice(5));
    expect(rest.summary.test).toEqual(whole.summary.test);
  });

  it('begins every text without one: equal texts are equally hard', async () => {
    const text = ['abcab'.repeat(4), 0] as const;
    const twice = packedTexts('moby-dick', { train: [text, text], validation: [text], test: [text] });
    const { losses } = await train(writer({ ...still, epochs: 1, batchSize: 1 }, { initial: 'carried' }), {
      fetchShard: twice,
    });
    expect(losses).toHaveLength(8);
    expect(new Set(losses.slice(0, 4).map((loss) => loss.toFixed(6))).size).toBe(4);
    for (const [step, loss] of losses.slice(4).entries()) expect(loss).toBeCloseTo(losses[step] as number, 6);
  });

  it('begins anew from a checkpoint of a run that broke', async () => {
    const wild = writer({ learningRate: 1e308, batchSize: 2 }, { initial: 'carried' });
    const { summary, checkpoints } = await train(wild, { fetchShard: bookShards });
    expect(summary.failure?.code).toBe('diverged');
    expect(checkpoints.at(-1)?.carried?.['rnn:carried.h']?.every((value) => value === 0)).toBe(true);
  });
});

describe('the trainer on texts', () => {
  const trained = async (document: Document, fetchShard: (name: string) => Promise<Uint8Array>): Promise<Trainer> => {
    const trainer = createTrainer({ openBackend: async () => referenceBackend, fetchShard, clock: systemClock });
    await new Promise<void>((resolve) => {
      void trainer.start({ runId: 'run', revision: 1, document, resume: null, paused: false }, (batch) => {
        for (const { event } of batch) if (event.kind === 'state' && event.state === 'finished') resolve();
      });
    });
    return trainer;
  };
  const given = (text: string): ExampleRef => ({ kind: 'given', cell: { text } });

  it('says which class a given text has, and what is wrong with one that it cannot take', async () => {
    const trainer = await trained(classifier(pooled), languageShards);
    const prediction = await trainer.predict(given('Abøre'));
    const best = prediction?.ok ? [...(prediction.value.probabilities ?? [])] : [];
    expect(best.indexOf(Math.max(...best))).toBe(3);
    expect(prediction?.ok && prediction.value.classes[3]).toBe('Danish');
    const refused = (message: RegExp) => ({
      ok: false,
      error: { code: 'data', message: expect.stringMatching(message) },
    });
    expect(await trainer.predict(given(''))).toMatchObject(refused(/no text yet. Write some/));
    expect(await trainer.predict(given(' '))).toMatchObject(refused(/Write some/));
    expect(await trainer.predict(given('жжж'))).toMatchObject(refused(/knows nothing of it.*larger vocabulary/));
    expect(await trainer.write({ prompt: 'a', length: 3, temperature: 1, seed: 1 })).toBeNull();
  });

  it('names the steps of what a block read, as far as they are the text’s', async () => {
    const trainer = await trained(classifier(lstm, { epochs: 1 }), languageShards);
    const inspection = await trainer.inspect('lstm', given('Ab øre'));
    expect(inspection?.sequence).toEqual({ length: 6, names: ['a', 'b', '�', 'ø', 'r', 'e'] });
    expect(inspection?.traces.h?.shape).toEqual([length, 4]);
    expect((await trainer.inspect('dense', given('abøre')))?.sequence).toBeNull();
    const tokens = await trainer.inspect('tokens', given('abø'));
    expect(tokens?.outputs.y?.shape).toEqual([3]);
    expect(tokens?.sequence).toEqual({ length: 3, names: ['a', 'b', 'ø'] });
  });

  it('shows texts as samples, with their classes', async () => {
    const trainer = createTrainer({
      openBackend: async () => referenceBackend,
      fetchShard: languageShards,
      clock: systemClock,
    });
    expect(await trainer.samples(classifier(pooled), 'texts', 'test', 0, 5)).toMatchObject({
      ok: true,
      value: { texts: ['øreab', 'öreba'], labels: [3, 26], features: new Float32Array() },
    });
  });

  it('writes what it has learnt, the same for the same seed', async () => {
    const trainer = await trained(writer(), bookShards);
    const written = (prompt: string, temperature: number, seed = 1) =>
      trainer.write({ prompt, length: 9, temperature, seed });
    expect(await written('ab', 0)).toEqual({ ok: true, value: 'cabcabcab' });
    expect(await written('Abcabcabca', 0.1)).toEqual({ ok: true, value: 'bcabcabca' });
    const [one, two, other] = [await written('a', 30), await written('a', 30), await written('a', 30, 2)];
    expect(two).toEqual(one);
    expect(other).not.toEqual(one);
    expect(await written('', 0)).toMatchObject({ ok: true, value: expect.stringMatching(/^[abc]{9}$/) });
    expect(await written('жжж', 1)).toMatchObject({ ok: false, error: { code: 'data' } });
  });

  it('writes words with a space between them, whether the beginning ends with one or not', async () => {
    const words = (block: Block): Block =>
      block.id === 'tokens' ? { ...block, params: { by: 'words', vocabulary: 6 } } : block;
    const book = packedTexts('moby-dick', {
      train: [['the sea. '.repeat(60), 0]],
      validation: [['the sea. '.repeat(4), 0]],
      test: [['the sea. '.repeat(4), 0]],
    });
    const trainer = await trained({ ...writer(), blocks: writer().blocks.map(words) }, book);
    const written = async (prompt: string) => trainer.write({ prompt, length: 4, temperature: 0, seed: 1 });
    expect(await written('The')).toEqual({ ok: true, value: ' sea. the sea' });
    expect(await written('The ')).toEqual({ ok: true, value: 'sea. the sea' });
    expect(await written('The sea')).toEqual({ ok: true, value: '. the sea.' });
  });
});
