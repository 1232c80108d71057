/** Text: a set of texts, most of them with a class each. */
import { axis } from '../../tensor/shape.ts';
import { formatInteger } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { dataRows } from './outputs.ts';
import { textDatasets } from './text-sets.ts';

export const text = defineBlock({
  kind: 'text',
  version: 1,
  family: 'data',
  title: 'Text',
  icon: 'type',
  doc: 'Gives texts [B] as they are written and, where the set has classes, the class of each as label [B]: short passages in 30 languages, mail that was wanted or spam, or the chapters of Moby-Dick to learn to write from. Start every model of text with it: Tokenize cuts the texts into characters or words and numbers them, Pad or cut brings them to one length, Embedding makes vectors of them.',
  formula: 'text, label (if any) = next batch',
  keywords: ['data', 'language', 'spam', 'mail', 'book', 'words', 'characters', 'moby dick', 'nlp', 'input', 'dataset'],
  stem: 'text',
  params: {
    dataset: {
      kind: 'choice',
      default: 'languages',
      label: 'Data set',
      help: 'Which texts.',
      options: [
        { value: 'languages', label: 'Which language is it?' },
        { value: 'mail', label: 'Spam or not' },
        { value: 'moby-dick', label: 'Moby-Dick' },
      ],
    },
  },
  summary: ({ dataset }) => {
    const spec = textDatasets[dataset];
    const { train, validation, test } = spec.counts;
    if (spec.classes.length > 0) return dataRows(spec);
    return [{ label: 'texts', text: formatInteger(train + validation + test) }];
  },
  inputs: () => [],
  outputs: ({ dataset }) => [{ name: 'text' }, ...(hasClasses(dataset) ? [{ name: 'label' }] : [])],
  role: 'data',
  dataset: ({ dataset }) => textDatasets[dataset],
  infer: ({ block, params: { dataset } }) => {
    const { classes } = textDatasets[dataset];
    const axes = [axis('B', 'B', block)];
    const label = { axes, element: { of: 'index', classes: classes.length } } as const;
    return {
      outputs: { text: { axes, element: { of: 'text' } }, ...(hasClasses(dataset) ? { label } : {}) },
      arithmetic: hasClasses(dataset) ? [`texts, ${classes.length} classes`] : ['texts'],
    };
  },
  lower: null,
});

const hasClasses = (dataset: keyof typeof textDatasets): boolean => textDatasets[dataset].classes.length > 0;
