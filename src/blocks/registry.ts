/** All blocks, by kind, in the order of the palette. */
import { conv1d } from './conv/conv1d.ts';
import { conv2d } from './conv/conv2d.ts';
import { conv2dTransposed } from './conv/conv2d-transposed.ts';
import { image } from './data/image.ts';
import { memoryTask } from './data/memory-task.ts';
import { series } from './data/series.ts';
import { sound } from './data/sound.ts';
import { table } from './data/table.ts';
import { text } from './data/text.ts';
import type { BlockDefinition } from './define.ts';
import { activation } from './linear/activation.ts';
import { dense } from './linear/dense.ts';
import { binaryCrossEntropy } from './loss/binary-cross-entropy.ts';
import { crossEntropy } from './loss/cross-entropy.ts';
import { huber } from './loss/huber.ts';
import { meanAbsolute } from './loss/mean-absolute.ts';
import { meanSquared } from './loss/mean-squared.ts';
import { add } from './merge/add.ts';
import { concat } from './merge/concat.ts';
import { multiply } from './merge/multiply.ts';
import { split } from './merge/split.ts';
import { subtract } from './merge/subtract.ts';
import { batchNorm } from './norm/batch-norm.ts';
import { dropout } from './norm/dropout.ts';
import { layerNorm } from './norm/layer-norm.ts';
import { avgPool } from './pool/avg-pool.ts';
import { avgPool1d } from './pool/avg-pool1d.ts';
import { globalAvgPool } from './pool/global-avg-pool.ts';
import { globalMaxPool } from './pool/global-max-pool.ts';
import { maxPool } from './pool/max-pool.ts';
import { maxPool1d } from './pool/max-pool1d.ts';
import { augment } from './prepare/augment.ts';
import { pad } from './prepare/pad.ts';
import { passages } from './prepare/passages.ts';
import { spectrogram } from './prepare/spectrogram.ts';
import { standardise } from './prepare/standardise.ts';
import { tokenize } from './prepare/tokenize.ts';
import { window } from './prepare/window.ts';
import { cellInput } from './recurrent/cell-input.ts';
import { cellOutput } from './recurrent/cell-output.ts';
import { cellState } from './recurrent/cell-state.ts';
import { gru } from './recurrent/gru.ts';
import { lstm } from './recurrent/lstm.ts';
import { recurrentCell } from './recurrent/recurrent-cell.ts';
import { rnn } from './recurrent/rnn.ts';
import { lastStep } from './sequence/last-step.ts';
import { masking } from './sequence/masking.ts';
import { positional } from './sequence/positional.ts';
import { repeatVector } from './sequence/repeat-vector.ts';
import { flatten } from './shape/flatten.ts';
import { imageToSequence } from './shape/image-to-sequence.ts';
import { permute } from './shape/permute.ts';
import { reshape } from './shape/reshape.ts';
import { sequenceToImage } from './shape/sequence-to-image.ts';
import { embedding } from './text/embedding.ts';

export const registry = {
  image,
  table,
  sound,
  series,
  'memory-task': memoryTask,
  spectrogram,
  standardise,
  augment,
  window,
  text,
  tokenize,
  pad,
  passages,
  dense,
  embedding,
  positional,
  activation,
  conv2d,
  conv1d,
  'conv2d-transposed': conv2dTransposed,
  'max-pool': maxPool,
  'avg-pool': avgPool,
  'max-pool1d': maxPool1d,
  'avg-pool1d': avgPool1d,
  'global-max-pool': globalMaxPool,
  'global-avg-pool': globalAvgPool,
  'batch-norm': batchNorm,
  'layer-norm': layerNorm,
  dropout,
  rnn,
  lstm,
  gru,
  'recurrent-cell': recurrentCell,
  'cell-input': cellInput,
  'cell-state': cellState,
  'cell-output': cellOutput,
  flatten,
  reshape,
  permute,
  'image-to-sequence': imageToSequence,
  'sequence-to-image': sequenceToImage,
  'repeat-vector': repeatVector,
  'last-step': lastStep,
  masking,
  add,
  subtract,
  multiply,
  concat,
  split,
  'cross-entropy': crossEntropy,
  'binary-cross-entropy': binaryCrossEntropy,
  'mean-squared': meanSquared,
  'mean-absolute': meanAbsolute,
  huber,
} as const satisfies { readonly [kind: string]: BlockDefinition };

export type BlockKind = keyof typeof registry;

export const blockKinds = Object.keys(registry) as readonly BlockKind[];

/** Null for a kind that this version does not know. */
export function blockOf(kind: string): BlockDefinition | null {
  return Object.hasOwn(registry, kind) ? registry[kind as BlockKind] : null;
}
