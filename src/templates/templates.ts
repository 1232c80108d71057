/** The graphs that come with Gradwire, in the order in which they are shown. */
import { autoencoder } from './autoencoder.ts';
import { languageCnn } from './language-cnn.ts';
import { languageLstm } from './language-lstm.ts';
import { lenet } from './lenet.ts';
import { lenetNorm } from './lenet-norm.ts';
import { mlp } from './mlp.ts';
import { nextCharacter } from './next-character.ts';
import { plane } from './plane.ts';
import { spamLstm } from './spam-lstm.ts';
import type { Template } from './template.ts';

export const templates: readonly Template[] = [
  plane,
  mlp,
  lenet,
  lenetNorm,
  autoencoder,
  languageCnn,
  languageLstm,
  spamLstm,
  nextCharacter,
];
