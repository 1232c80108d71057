/** Image: a set of pictures with a class each. */
import { defineBlock } from '../define.ts';
import { imageDatasets } from './datasets.ts';
import { dataRows, dataTypes } from './outputs.ts';

export const image = defineBlock({
  kind: 'image',
  version: 1,
  family: 'data',
  title: 'Image',
  icon: 'image',
  doc: 'Gives pictures as [B, H, W, C], with grey from 0 to 1, and the class of each as label [B]. Start every image model with it: wire the image into the network and the label into the target of a loss. For an autoencoder, wire the image into the target instead.',
  formula: 'image, label = next batch',
  keywords: ['data', 'digits', 'mnist', 'picture', 'input', 'dataset'],
  stem: 'image',
  params: {
    dataset: {
      kind: 'choice',
      default: 'digits',
      label: 'Data set',
      help: 'Which pictures.',
      options: [{ value: 'digits', label: 'Handwritten digits' }],
    },
  },
  summary: ({ dataset }) => dataRows(imageDatasets[dataset]),
  inputs: () => [],
  outputs: () => [{ name: 'image' }, { name: 'label' }],
  role: 'data',
  dataset: ({ dataset }) => imageDatasets[dataset],
  infer: ({ block, params }) => dataTypes(block, 'image', imageDatasets[params.dataset]),
  lower: null,
});
