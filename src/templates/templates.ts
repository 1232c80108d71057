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
import { plane } from './plane.ts';
import { rowsLstm } from './rows-lstm.ts';
import { spamLstm } from './spam-lstm.ts';
import type { Template } from './template.ts';

export const templates: readonly Template[] = [
  plane,
  mlp,
  lenet,
  lenetNorm,
  autoencoder,
  rowsLstm,
  cellRnn,
  cellMemory,
  cellGates,
  cellLstm,
  languageCnn,
  languageLstm,
  spamLstm,
  nextCharacter,
];
