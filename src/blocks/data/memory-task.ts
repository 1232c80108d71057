/** Memory task: sequences whose answer hangs on what stood far back. */
import { axis, real } from '../../tensor/shape.ts';
import { formatInteger } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { memorySpec, tasks } from './memory-sets.ts';

export const memoryTask = defineBlock({
  kind: 'memory-task',
  version: 1,
  family: 'data',
  title: 'Memory task',
  icon: 'brain',
  doc: 'Makes sequences x [B, T, F] that can be answered only by one who remembers. Delayed recall: a cue 0–9 as one-hot symbol, so many steps of other symbols, a query; label [B] is the cue. Adding problem: two of many numbers are marked; target [B, 1] is their sum. Parity: is the number of ones even? It is learnt of 30 bits at most, by way of the shorter ones among them, and not of a hundred. aⁿbⁿ: are there as many b as a? Use it to see what a recurrent layer can carry over how many steps, and how far back a gradient reaches.',
  formula: 'x, label or target = next batch',
  keywords: ['data', 'recall', 'copy', 'adding', 'parity', 'counting', 'vanishing', 'gradient', 'long', 'dataset'],
  stem: 'task',
  params: {
    task: {
      kind: 'choice',
      default: 'delayed-recall',
      label: 'Task',
      help: 'What is to be remembered.',
      options: [
        { value: 'delayed-recall', label: 'Delayed recall' },
        { value: 'adding', label: 'Adding problem' },
        { value: 'parity', label: 'Parity' },
        { value: 'counting', label: 'aⁿbⁿ' },
      ],
    },
    delay: {
      kind: 'int',
      min: 2,
      max: 2000,
      default: 100,
      unit: 'steps',
      label: 'Delay',
      help: 'How far back the answer lies: the steps between cue and query, the numbers to look through, the most bits, or the largest n.',
    },
    samples: {
      kind: 'int',
      min: 100,
      max: 1_000_000,
      default: 64_000,
      label: 'Samples',
      help: 'How many sequences there are to train on; 1,000 more validate and 2,000 test.',
    },
  },
  summary: ({ task, delay, samples }) => [
    { label: 'task', text: tasks[task].title },
    { label: 'delay', text: `${delay}` },
    { label: 'samples', text: formatInteger(samples) },
  ],
  inputs: () => [],
  outputs: ({ task }) => [{ name: 'x' }, { name: task === 'adding' ? 'target' : 'label' }],
  role: 'data',
  dataset: (params) => memorySpec(params),
  infer: ({ block, params: { task, delay } }) => {
    const { features, steps, varies, classes } = tasks[task];
    const batch = axis('B', 'B', block);
    const x = {
      axes: [batch, axis('T', steps(delay), block, null, 'delay'), axis('F', features, block)],
      element: real,
      ...(varies && { lengths: `${block}.x` }),
    };
    const target = { axes: [batch, axis('F', 1, block)], element: real };
    const label = { axes: [batch], element: { of: 'index', classes: classes.length } } as const;
    return {
      outputs: { x, ...(classes.length === 0 ? { target } : { label }) },
      arithmetic: [`${steps(delay)} steps of ${features}${classes.length > 0 ? `, ${classes.length} classes` : ''}`],
    };
  },
  lower: null,
});
