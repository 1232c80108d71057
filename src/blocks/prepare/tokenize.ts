/** Tokenize: texts as numbered characters, words or bytes. */
import { axis } from '../../tensor/shape.ts';
import { formatInteger } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { expectsText, failed } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';

/** Ids that stand for nothing and for what the training texts do not have. */
export const paddingToken = 0;
export const unknownToken = 1;
/** The first id that stands for something. */
export const firstToken = 2;

const fields = {
  by: {
    kind: 'choice',
    default: 'characters',
    label: 'Cut into',
    help: 'What one token is: a character, a word or sign, or a byte of UTF-8.',
    options: [
      { value: 'characters', label: 'Characters' },
      { value: 'words', label: 'Words' },
      { value: 'bytes', label: 'Bytes' },
    ],
  },
  lowerCase: {
    kind: 'toggle',
    default: true,
    label: 'Lower case',
    help: 'Takes THE, The and the for the same.',
  },
  vocabulary: {
    kind: 'int',
    min: 3,
    max: 50_000,
    default: 256,
    label: 'Vocabulary',
    help: 'How many different tokens at most, with 0 for padding and 1 for all that is rarer.',
    when: { param: 'by', is: ['characters', 'words'] },
  },
} as const;

export type TokenizeParams = ParamsOf<typeof fields>;

/** Ids that the tokens can have: those of bytes are known, all others are counted in the training texts. */
export const vocabularySize = ({ by, vocabulary }: TokenizeParams): number =>
  by === 'bytes' ? firstToken + 256 : vocabulary;

export const tokenize = defineBlock({
  kind: 'tokenize',
  version: 1,
  family: 'data',
  title: 'Tokenize',
  icon: 'scissors',
  doc: 'Cuts texts [B] into tokens and numbers them: ids [B, T], as many as each text has. The most frequent characters or words of the training texts are the vocabulary, in the order of how often they occur, from id 2 on; whatever else comes is 1, unknown, and 0 is padding. Use it between Text and Pad or cut: characters need few ids and know every word, words make short sequences but meet new ones all the time.',
  formula: 'y_t = id of token t',
  keywords: ['token', 'vocabulary', 'characters', 'words', 'bytes', 'utf-8', 'text', 'preprocessing'],
  stem: 'tokens',
  params: fields,
  summary: (params) => [
    { label: 'into', text: params.by },
    { label: 'ids', text: formatInteger(vocabularySize(params)) },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'preparation',
  lengths: 'own',
  infer: ({ block, params, inputs }) => {
    const fault = expectsText({ block, port: 'x', type: inputs.x! });
    if (fault) return failed(fault);
    const classes = vocabularySize(params);
    return {
      outputs: { y: { axes: [...inputs.x!.axes, axis('T', 'T', block)], element: { of: 'index', classes } } },
      arithmetic: [
        `${formatInteger(classes)} ids: padding, unknown, ${formatInteger(classes - firstToken)} ${params.by}`,
      ],
    };
  },
  lower: null,
});
