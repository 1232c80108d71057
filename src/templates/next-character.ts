/** A language model of characters. */
import { writerTemplate } from './next-token.ts';

export const nextCharacter = writerTemplate('next-character', {
  tokenize: { lowerCase: false, vocabulary: 82 },
  length: 64,
  embedding: 32,
  units: 128,
  training: { learningRate: 0.016, epochs: 3 },
});
