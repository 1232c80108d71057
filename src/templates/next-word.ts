/** A language model of words. */
import { writerTemplate } from './next-token.ts';

export const nextWord = writerTemplate('next-word', {
  tokenize: { by: 'words', lowerCase: false, vocabulary: 2000 },
  length: 32,
  embedding: 64,
  units: 128,
  training: { learningRate: 0.012, epochs: 3 },
});
