/** The check of one block by itself: its parameters, its ports and, once its inputs are known, its shape rule. */
import type { BlockDefinition, Inferred, InnerBlock, PortSpec } from '../blocks/define.ts';
import type { Fields, ParamsOf } from '../blocks/fields.ts';
import { readParams } from '../blocks/params.ts';
import type { Block } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import { exampleSize, type TensorType } from '../tensor/shape.ts';
import { inferTypes } from './network.ts';
import { badParam } from './ports.ts';
import type { Cost } from './report.ts';

export type Types = { readonly [port: string]: TensorType };

/** What can be said of a block without its wires. */
export interface KnownBlock {
  readonly definition: BlockDefinition;
  readonly params: ParamsOf<Fields>;
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
  /** `bad-param` for each parameter that its field does not allow. */
  readonly faults: readonly Diagnostic[];
  /** Data blocks: equal for blocks whose examples belong together. */
  readonly dataset: string | null;
}

export interface InferredBlock extends Inferred {
  readonly cost: Cost;
}

export const noCost: Cost = { parameters: 0, macs: 0, activationBytes: 0 };

export function readBlock(block: Block, definition: BlockDefinition): KnownBlock {
  const read = readParams(definition, block.params);
  // Each value has been checked against its field.
  const params = read.params as ParamsOf<Fields>;
  const dataset = read.faults.length === 0 ? definition.dataset?.(params) : undefined;
  return {
    definition,
    params,
    inputs: definition.inputs(params, block.body),
    outputs: definition.outputs(params, block.body),
    faults: read.faults.map((fault) => badParam(block, definition, fault)),
    dataset: dataset === undefined ? null : JSON.stringify([dataset.id, dataset.options, dataset.counts]),
  };
}

/** What comes to a block from around it and from within, beside its inputs. */
export interface Surroundings {
  readonly given?: TensorType | undefined;
  readonly bodies?: readonly (readonly InnerBlock[])[] | undefined;
}

export function inferBlock(
  block: Block,
  known: KnownBlock,
  inputs: Types,
  surroundings: Surroundings = {},
): InferredBlock {
  const inferred = inferTypes(block.id, known, inputs, surroundings);
  let parameters = 0;
  for (const weight of inferred.weights ?? []) {
    // Running statistics are kept with the weights but are none: PyTorch counts them apart too.
    if (!weight.buffer) parameters += weight.shape.reduce((product, size) => product * size, 1);
  }
  let numbers = inferred.holds ?? 0;
  for (const type of Object.values(inferred.outputs)) numbers += exampleSize(type);
  return { ...inferred, cost: { parameters, macs: inferred.macs ?? 0, activationBytes: 4 * numbers } };
}
