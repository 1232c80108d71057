/** Small documents that the training tests share. */
import type { Block, Document, Wire } from '../../src/document/document.ts';
import { defaultTraining, type Training } from '../../src/document/training.ts';

/** Blocks, wires as `data.features > dense1.x`, and what is to be trained otherwise than by default. */
export function graph(blocks: readonly Block[], wires: readonly string[], training: Partial<Training>): Document {
  return {
    format: 'gradwire',
    version: 1,
    name: 'test',
    variables: {},
    blocks,
    wires: wires.map(wireOf),
    training: { ...defaultTraining, ...training },
    layout: {},
  };
}

function wireOf(text: string): Wire {
  const [from, to] = text.split(' > ').map((end) => end.split('.'));
  return { from: from as unknown as Wire['from'], to: to as unknown as Wire['to'] };
}

/** A multi-layer perceptron on a table of the catalogue. */
export function perceptron(
  dataset: string,
  classes: number,
  training: Partial<Training> = {},
  table: Block['params'] = {},
): Document {
  return graph(
    [
      { id: 'data', kind: 'table', params: { dataset, ...table } },
      { id: 'hidden', kind: 'dense', params: { units: 16, activation: 'tanh' } },
      { id: 'output', kind: 'dense', params: { units: classes } },
      { id: 'loss', kind: 'cross-entropy', params: {} },
    ],
    ['data.features > hidden.x', 'hidden.y > output.x', 'output.y > loss.prediction', 'data.label > loss.target'],
    training,
  );
}

/** The perceptron with batch normalisation and dropout behind its hidden layer. */
export function normalised(dataset: string, classes: number, training: Partial<Training> = {}): Document {
  const plain = perceptron(dataset, classes, training);
  return {
    ...plain,
    blocks: [
      ...plain.blocks,
      { id: 'norm', kind: 'batch-norm', params: {} },
      { id: 'drop', kind: 'dropout', params: { rate: 0.25 } },
    ],
    wires: [
      ...plain.wires.filter(({ to }) => to[0] !== 'output'),
      wireOf('hidden.y > norm.x'),
      wireOf('norm.y > drop.x'),
      wireOf('drop.y > output.x'),
    ],
  };
}

/** A linear network on windows of one yearly series, standardised. */
export function seriesForecast(window: Block['params'], training: Partial<Training> = {}): Document {
  const horizon = typeof window.horizon === 'number' ? window.horizon : 1;
  return graph(
    [
      { id: 'data', kind: 'series', params: { dataset: 'global-temperature' } },
      { id: 'standard', kind: 'standardise', params: {} },
      { id: 'window', kind: 'window', params: window },
      { id: 'flat', kind: 'flatten', params: {} },
      { id: 'output', kind: 'dense', params: { units: horizon } },
      { id: 'loss', kind: 'mean-squared', params: {} },
    ],
    [
      'data.series > standard.x',
      'standard.y > window.series',
      'window.x > flat.x',
      'flat.y > output.x',
      'output.y > loss.prediction',
      'window.next > loss.target',
    ],
    training,
  );
}
