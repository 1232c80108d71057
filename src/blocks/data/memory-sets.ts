/** What the checker and the data panel know of the tasks that ask for memory. Their examples are made on the spot. */
import type { DatasetSpec } from './datasets.ts';

export const memoryTasks = ['delayed-recall', 'adding', 'parity', 'counting'] as const;
export type MemoryTask = (typeof memoryTasks)[number];

/** Of delayed recall: the cues, then as many symbols that say nothing, then the query. */
export const cues = 10;
export const recallSymbols = 2 * cues + 1;

interface Task {
  readonly title: string;
  /** Numbers of a step. */
  readonly features: number;
  /** Steps of the longest example. */
  readonly steps: (delay: number) => number;
  /** The examples differ in their number of steps. */
  readonly varies: boolean;
  /** What is to be told apart; none where the answer is a number. */
  readonly classes: readonly string[];
  readonly source: string;
}

export const tasks: { readonly [task in MemoryTask]: Task } = {
  'delayed-recall': {
    title: 'Delayed recall',
    features: recallSymbols,
    steps: (delay) => delay + 2,
    varies: false,
    classes: Array.from({ length: cues }, (_, cue) => `${cue}`),
    source: 'A cue, many steps that say nothing, a query: which cue was it? Drawn by Gradwire.',
  },
  adding: {
    title: 'Adding problem',
    features: 2,
    steps: (delay) => delay + 2,
    varies: false,
    classes: [],
    source:
      'Numbers from 0 to 1, two of them marked: what is the sum of these two? After S. Hochreiter and J. Schmidhuber, Long short-term memory, 1997; drawn by Gradwire.',
  },
  parity: {
    title: 'Parity',
    features: 1,
    steps: (delay) => delay,
    varies: true,
    classes: ['even', 'odd'],
    source: 'Zeros and ones: is the number of ones even or odd? Drawn by Gradwire.',
  },
  counting: {
    title: 'aⁿbⁿ',
    features: 2,
    steps: (delay) => 2 * delay,
    varies: true,
    classes: ['aⁿbᵐ', 'aⁿbⁿ'],
    source:
      'So many a, then so many b: equally many? After F. Gers and J. Schmidhuber, LSTM recurrent networks learn simple context free and context sensitive languages, 2001; drawn by Gradwire.',
  },
};

export interface MemoryOptions {
  readonly task: MemoryTask;
  readonly delay: number;
  /** Training examples. */
  readonly samples: number;
}

export const memoryId = (task: MemoryTask): string => `memory/${task}`;

export function memorySpec({ task, delay, samples }: MemoryOptions): DatasetSpec {
  const { title, features, steps, classes, source } = tasks[task];
  return {
    id: memoryId(task),
    title,
    shape: [steps(delay), features],
    axes: ['T', 'F'],
    classes,
    features: [],
    counts: { train: samples, validation: 1000, test: 2000 },
    options: { delay },
    licence: 'None needed: made on the spot',
    source,
    bytes: 0,
  };
}
