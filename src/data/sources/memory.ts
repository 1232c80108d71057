/**
 * Tasks that ask for memory. An example is made whenever it is read, by its place alone: the same one every time, so that a
 * million of them need no room.
 */
import { RandomStream, streamOf } from '../../base/philox.ts';
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { cues, type MemoryTask, memoryId, memoryTasks, recallSymbols, tasks } from '../../blocks/data/memory-sets.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed } from '../../text/format.ts';
import type { Cell, Column } from '../column.ts';
import { DataError, type Dataset, type OpenOptions, type PartName } from '../dataset.ts';
import { labelColumn } from '../label-column.ts';
import { numbersColumn } from '../numbers-column.ts';
import { rowsAtOnce } from '../split.ts';

/** One example: its real steps, and its class or the number that is asked for. */
interface Made {
  readonly values: Float32Array;
  readonly answer: number;
}

type Maker = (random: RandomStream, delay: number) => Made;

const makers: { readonly [task in MemoryTask]: Maker } = {
  /** One-hot symbols: a cue, `delay` of the ten symbols that say nothing, the query. */
  'delayed-recall': (random, delay) => {
    const cue = random.below(cues);
    const values = new Float32Array((delay + 2) * recallSymbols);
    const put = (step: number, symbol: number) => {
      values[step * recallSymbols + symbol] = 1;
    };
    put(0, cue);
    for (let step = 1; step <= delay; step++) put(step, cues + random.below(cues));
    put(delay + 1, 2 * cues);
    return { values, answer: cue };
  },
  /** A number from [0, 1) and a mark at each step; one mark in each half. */
  adding: (random, delay) => {
    const steps = delay + 2;
    const half = Math.floor(steps / 2);
    const marked = [random.below(half), half + random.below(steps - half)];
    const values = new Float32Array(2 * steps);
    for (let step = 0; step < steps; step++) values[2 * step] = random.uniform();
    for (const step of marked) values[2 * step + 1] = 1;
    return { values, answer: marked.reduce((sum, step) => sum + (values[2 * step] as number), 0) };
  },
  /** Bits, from one to the most of them: nothing is learnt of long sequences but by way of the short ones. */
  parity: (random, delay) => {
    const bits = Float32Array.from({ length: 1 + random.below(delay) }, () => random.below(2));
    return { values: bits, answer: bits.reduce((sum, bit) => sum + bit, 0) % 2 };
  },
  /** One-hot a and b; in every second example not as many b as a, but nearly. */
  counting: (random, delay) => {
    const n = 1 + random.below(delay);
    const answer = random.below(2);
    const m = answer === 1 ? n : missed(random, n, delay);
    const values = new Float32Array(2 * (n + m));
    for (let step = 0; step < n + m; step++) values[2 * step + (step < n ? 0 : 1)] = 1;
    return { values, answer };
  },
};

/** A number from 1 to `most` near `n`, but another one. */
function missed(random: RandomStream, n: number, most: number): number {
  const [low, high] = [Math.max(1, n - 3), Math.min(most, n + 3)];
  const drawn = low + random.below(high - low);
  return drawn >= n ? drawn + 1 : drawn;
}

/** What a person reads at a step of each task. */
const namers: { readonly [task in MemoryTask]: (step: readonly number[]) => string } = {
  'delayed-recall': (step) => {
    const symbol = Array.from(step).indexOf(1);
    if (symbol < cues) return `${symbol}`;
    return symbol === 2 * cues ? '?' : String.fromCharCode('a'.charCodeAt(0) + symbol - cues);
  },
  adding: ([value = 0, mark = 0]) => `${formatFixed(value, 2)}${mark === 1 ? ' +' : ''}`,
  parity: ([bit = 0]) => `${bit}`,
  counting: ([a = 0]) => (a === 1 ? 'a' : 'b'),
};

/** Outputs `x`, and `label` or (of the adding problem) `target`. */
export async function openMemory(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const task = memoryTasks.find((each) => memoryId(each) === spec.id);
  if (!task) throw new RangeError(`there is no task ${spec.id}`);
  const { features, varies, classes } = tasks[task];
  const { delay = 100 } = spec.options;
  const rows = rowsAtOnce((part) => spec.counts[part]);
  const make = (part: PartName, index: number): Made => {
    const { [part]: count } = spec.counts;
    if (!(index >= 0 && index < count)) throw new RangeError(`example ${index} of ${count} in ${spec.id}/${part}`);
    return makers[task](new RandomStream(index, streamOf(`${spec.id}/${delay}/${part}`)), delay);
  };
  const stepsOf = (values: ArrayLike<number>): number => values.length / features;
  const x: Column = {
    rows,
    read: (part, index) => {
      const { values } = make(part, index);
      return { values, steps: varies ? stepsOf(values) : null };
    },
    of: (cell) => {
      const values = 'text' in cell ? [] : cell.values;
      const most = tasks[task].steps(delay);
      const steps = stepsOf(values);
      if (!Number.isInteger(steps) || steps === 0 || steps > most || (!varies && steps < most)) {
        throw new DataError(message('data.given-size', { size: most * features, found: values.length }));
      }
      return { values, steps: varies ? steps : null };
    },
    steps: (cell) => namesOf(cell, features, namers[task]),
  };
  options.onProgress(0, 0);
  const answerAt = (part: PartName, index: number): number => make(part, index).answer;
  const number: Column = { ...numbersColumn(rows, 1, (part, index) => [answerAt(part, index)]), of: () => unknown };
  const answer: Dataset['columns'] =
    classes.length > 0 ? { label: labelColumn(rows, classes, answerAt) } : { target: number };
  return { spec, rows, columns: { x, ...answer } };
}

const unknown: Cell = { values: [0], steps: null };

function namesOf(cell: Cell, features: number, name: (step: readonly number[]) => string): readonly string[] {
  const values = 'text' in cell ? [] : Array.from(cell.values);
  return Array.from({ length: values.length / features }, (_, step) =>
    name(values.slice(step * features, (step + 1) * features)),
  );
}
