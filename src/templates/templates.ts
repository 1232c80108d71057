/** The graphs that come with Gradwire, in the order in which they are shown. */
import { autoencoder } from './autoencoder.ts';
import { cellGates } from './cell-gates.ts';
import { cellLstm } from './cell-lstm.ts';
import { cellMemory } from './cell-memory.ts';
import { cellRnn } from './cell-rnn.ts';
import { languageCnn } from './language-cnn.ts';
import { languageLstm } from './language-lstm.ts';
import { lenet } from './lenet.ts';
import { lenetNorm } from './lenet-norm.ts';
import { mlp } from './mlp.ts';
import { nextCharacter } from './next-character.ts';
import { nextWord } from './next-word.ts';
import { plane } from './plane.ts';
import { recallAlmostLstm, recallLstm, recallLstmBias0, recallLstmBias1, recallRnn } from './recall.ts';
import { rowsLstm } from './rows-lstm.ts';
import { spamLstm } from './spam-lstm.ts';
import { speechCnn } from './speech-cnn.ts';
import { speechConvLstm } from './speech-conv-lstm.ts';
import { speechRnn } from './speech-rnn.ts';
import type { Template } from './template.ts';
import { weatherForecast } from './weather-forecast.ts';

/** Those of one group stand together. */
export const templates: readonly Template[] = [
  plane,
  mlp,
  lenet,
  lenetNorm,
  autoencoder,
  rowsLstm,
  languageCnn,
  languageLstm,
  spamLstm,
  nextCharacter,
  nextWord,
  speechCnn,
  speechRnn,
  speechConvLstm,
  weatherForecast,
  recallRnn,
  recallAlmostLstm,
  recallLstmBias0,
  recallLstmBias1,
  recallLstm,
  cellRnn,
  cellMemory,
  cellGates,
  cellLstm,
];
