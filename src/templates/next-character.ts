/** A language model of characters: at every step the next one, so that it can go on writing (after Karpathy, 2015). */
import { template } from './template.ts';

export const nextCharacter = template('next-character', {
  group: 'text',
  name: 'templates.next-character',
  teaches: 'templates.next-character.teaches',
  blocks: [
    { id: 'book', kind: 'text', params: { dataset: 'moby-dick' }, column: 0, row: 0 },
    { id: 'tokens', kind: 'tokenize', params: { lowerCase: false, vocabulary: 82 }, column: 1, row: 0 },
    { id: 'passages', kind: 'passages', column: 2, row: 0 },
    { id: 'embedding', kind: 'embedding', params: { units: 32 }, column: 0, row: 1 },
    { id: 'lstm', kind: 'lstm', params: { units: 128, returns: 'every' }, column: 1, row: 1 },
    { id: 'next', kind: 'dense', params: { units: 82 }, column: 2, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 1 },
  ],
  wires: [
    ['book.text', 'tokens.x'],
    ['tokens.y', 'passages.x'],
    ['passages.y', 'embedding.x'],
    ['embedding.y', 'lstm.x'],
    ['lstm.y', 'next.x'],
    ['next.y', 'loss.prediction'],
    ['passages.next', 'loss.target'],
  ],
  training: { batchSize: 32, learningRate: 0.004, schedule: { kind: 'cosine', floor: 0.1 }, clipNorm: 1, epochs: 5 },
});
