/** Language models of Moby-Dick: at every step the next token, so that they can go on writing (after Karpathy, 2015). */
import type { Params } from '../document/document.ts';
import type { Training } from '../document/training.ts';
import { type Template, template } from './template.ts';

interface Writer {
  /** How the book is cut into tokens, and how many different ones there are with padding and the unknown. */
  readonly tokenize: Params & { readonly vocabulary: number };
  /** Tokens of a passage. */
  readonly length: number;
  /** Numbers of an embedded token, and of the state. */
  readonly embedding: number;
  readonly units: number;
  readonly training: Partial<Training>;
}

export const writerTemplate = (id: 'next-character' | 'next-word', writer: Writer): Template =>
  template(id, {
    group: 'text',
    name: `templates.${id}`,
    teaches: `templates.${id}.teaches`,
    blocks: [
      { id: 'book', kind: 'text', params: { dataset: 'moby-dick' }, column: 0, row: 0 },
      { id: 'tokens', kind: 'tokenize', params: writer.tokenize, column: 1, row: 0 },
      { id: 'passages', kind: 'passages', params: { length: writer.length, stride: writer.length }, column: 2, row: 0 },
      { id: 'embedding', kind: 'embedding', params: { units: writer.embedding }, column: 0, row: 1 },
      { id: 'lstm', kind: 'lstm', params: { units: writer.units, returns: 'every' }, column: 1, row: 1 },
      { id: 'next', kind: 'dense', params: { units: writer.tokenize.vocabulary }, column: 2, row: 1 },
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
    training: { batchSize: 32, schedule: { kind: 'cosine', floor: 0.1 }, clipNorm: 1, ...writer.training },
  });
