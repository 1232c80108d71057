import { describe, expect, it } from 'vitest';
import { type MemoryTask, memorySpec } from '../../src/blocks/data/memory-sets.ts';
import { DataError, type Dataset, parts } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';
import { valuesOf } from './prepare/columns.ts';

const open = (task: MemoryTask, delay: number, samples = 400): Promise<Dataset> =>
  openDataset(memorySpec({ task, delay, samples }), {
    fetchShard: () => Promise.reject(new Error('nothing to fetch')),
    validationSplit: 0.1,
    onProgress: () => {},
  });

interface Example {
  /** Steps of so many numbers each. */
  readonly steps: readonly (readonly number[])[];
  readonly answer: number;
}

function examples({ columns, spec }: Dataset, count: number): readonly Example[] {
  const width = spec.shape[1]!;
  const answers = columns.label ?? columns.target!;
  return Array.from({ length: count }, (_, index) => {
    const values = valuesOf(columns.x!.read('train', index, null));
    const steps = Array.from({ length: values.length / width }, (_, t) => values.slice(t * width, (t + 1) * width));
    return { steps, answer: valuesOf(answers.read('train', index, null))[0]! };
  });
}

/** How often each value comes. */
function tally(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('delayed recall', () => {
  it('is a cue 0–9, steps of ten other symbols, a query; the cue is asked for', async () => {
    const drawn = examples(await open('delayed-recall', 100), 400);
    for (const { steps, answer } of drawn) {
      expect(steps).toHaveLength(102);
      for (const step of steps) {
        expect(step).toHaveLength(21);
        expect(step.reduce((sum, value) => sum + value, 0)).toBe(1);
      }
      const symbols = steps.map((step) => step.indexOf(1));
      expect(symbols[0]).toBe(answer);
      expect(symbols.at(-1)).toBe(20);
      expect(symbols.slice(1, -1).every((symbol) => symbol >= 10 && symbol < 20)).toBe(true);
    }
    expect(tally(drawn.map(({ answer }) => answer)).size).toBe(10);
    // 40,000 draws of ten symbols: each comes 4,000 times, give or take a few standard deviations of 60.
    const others = tally(drawn.flatMap(({ steps }) => steps.slice(1, -1).map((step) => step.indexOf(1))));
    for (const count of others.values()) expect(Math.abs(count - 4000)).toBeLessThan(300);
  });

  it('names its symbols', async () => {
    const { columns } = await open('delayed-recall', 3);
    const cell = columns.x!.read('test', 0, null);
    expect(columns.x!.steps(cell)?.join('')).toMatch(/^[0-9][a-j]{3}\?$/);
  });
});

describe('the adding problem', () => {
  it('marks one number in each half and asks for their sum', async () => {
    for (const { steps, answer } of examples(await open('adding', 19), 200)) {
      const marked = steps.flatMap(([, mark], t) => (mark === 1 ? [t] : []));
      expect(marked).toHaveLength(2);
      expect(marked[0]).toBeLessThan(10);
      expect(marked[1]).toBeGreaterThanOrEqual(10);
      expect(steps.every(([value = -1]) => value >= 0 && value < 1)).toBe(true);
      expect(answer).toBeCloseTo(
        marked.reduce((sum, t) => sum + steps[t]![0]!, 0),
        6,
      );
    }
  });
});

describe('parity', () => {
  it('asks whether the number of ones is odd, over sequences of different lengths', async () => {
    const drawn = examples(await open('parity', 9), 300);
    for (const { steps, answer } of drawn) expect(answer).toBe(steps.flat().filter((bit) => bit === 1).length % 2);
    const lengths = tally(drawn.map(({ steps }) => steps.length));
    expect([...lengths.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('aⁿbⁿ', () => {
  it('is so many a and then so many b, as many in every second example, nearly as many in the others', async () => {
    const drawn = examples(await open('counting', 8), 400);
    for (const { steps, answer } of drawn) {
      const text = steps.map(([a]) => (a === 1 ? 'a' : 'b')).join('');
      expect(text).toMatch(/^a+b+$/);
      const [n, m] = [text.indexOf('b'), text.length - text.indexOf('b')];
      expect(answer).toBe(n === m ? 1 : 0);
      expect(Math.abs(n - m)).toBeLessThanOrEqual(3);
      expect(Math.max(n, m)).toBeLessThanOrEqual(8);
    }
    const equal = drawn.filter(({ answer }) => answer === 1).length;
    expect(Math.abs(equal - 200)).toBeLessThan(60);
  });
});

describe('a memory task', () => {
  it('makes the same example whenever it is read, and no example of one part in another', async () => {
    const [once, again] = [await open('delayed-recall', 30), await open('delayed-recall', 30, 999)];
    const seen = parts.flatMap((part) =>
      Array.from({ length: 50 }, (_, index) => valuesOf(once.columns.x!.read(part, index, null)).join('')),
    );
    expect(new Set(seen).size).toBe(seen.length);
    for (const index of [0, 7, 399]) {
      expect(again.columns.x!.read('train', index, null)).toEqual(once.columns.x!.read('train', index, null));
    }
  });

  it('has as many examples as it is told, and no more', async () => {
    const { rows, columns } = await open('parity', 5, 400);
    expect(parts.map((part) => rows.count(part))).toEqual([400, 1000, 2000]);
    expect(() => columns.x!.read('train', 400, null)).toThrow(RangeError);
  });

  it('takes sequences that a person gives where they fit', async () => {
    const parity = (await open('parity', 5)).columns.x!;
    expect(parity.of({ values: [1, 0, 1], steps: null })).toEqual({ values: [1, 0, 1], steps: 3 });
    expect(() => parity.of({ values: [], steps: null })).toThrow(DataError);
    expect(() => parity.of({ values: [1, 1, 1, 1, 1, 1], steps: null })).toThrow(DataError);
    const recall = (await open('delayed-recall', 5)).columns.x!;
    expect(() => recall.of({ values: Array(21).fill(0), steps: null })).toThrow(DataError);
  });
});
