/** Table: rows of numbers with a class each; points in the plane or measured flowers. */
import { defineBlock } from '../define.ts';
import { tableDatasets } from './datasets.ts';
import { dataRows, dataTypes } from './outputs.ts';

const made = ['moons', 'spirals', 'circles'] as const;

export const table = defineBlock({
  kind: 'table',
  version: 1,
  family: 'data',
  title: 'Table',
  icon: 'table-2',
  doc: 'Gives rows of numbers as features [B, F] and the class of each as label [B]. The points in the plane are made on the spot; iris holds four measured lengths of 150 flowers. Use it for a first network: it trains in seconds, and in the plane you can watch the boundary between the classes move.',
  formula: 'features, label = next batch',
  keywords: ['data', 'points', 'plane', 'moons', 'spirals', 'circles', 'iris', 'input', 'dataset'],
  stem: 'table',
  params: {
    dataset: {
      kind: 'choice',
      default: 'moons',
      label: 'Data set',
      help: 'Which rows.',
      options: [
        { value: 'moons', label: 'Two moons' },
        { value: 'spirals', label: 'Two spirals' },
        { value: 'circles', label: 'Two circles' },
        { value: 'iris', label: 'Iris flowers' },
      ],
    },
    samples: {
      kind: 'int',
      min: 20,
      max: 100_000,
      default: 1000,
      label: 'Samples',
      help: 'How many points are made; a fifth of them is kept for the test.',
      when: { param: 'dataset', is: made },
    },
    noise: {
      kind: 'float',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.1,
      label: 'Noise',
      help: 'Standard deviation of what is added to each coordinate.',
      when: { param: 'dataset', is: made },
    },
    turns: {
      kind: 'float',
      min: 0.5,
      max: 8,
      step: 0.5,
      default: 3,
      unit: 'half turns',
      label: 'Turns',
      help: 'How far each spiral arm winds: 2 is once around.',
      when: { param: 'dataset', is: ['spirals'] },
    },
  },
  summary: (params) => dataRows(tableDatasets[params.dataset](params)),
  inputs: () => [],
  outputs: () => [{ name: 'features' }, { name: 'label' }],
  role: 'data',
  dataset: (params) => tableDatasets[params.dataset](params),
  infer: ({ block, params }) => dataTypes(block, 'features', tableDatasets[params.dataset](params)),
  lower: null,
});
