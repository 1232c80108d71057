/** Lowers the body of a block: its blocks in turn, into a builder that the block around gives. */
import type { BodyLowering, BodyLoweringArgs, InnerBlock, InnerValues, Mode } from '../blocks/define.ts';
import type { CheckedBlock, CheckedBody } from '../check/report.ts';
import type { BlockId, End, Params } from '../document/document.ts';
import { localId } from '../document/path.ts';
import type { Builder } from '../ir/builder.ts';
import type { NodeId } from '../ir/graph.ts';

interface Site {
  readonly mode: Mode;
  readonly batch: number;
}

export function bodyLowering(body: CheckedBody, site: Site): BodyLowering {
  return {
    blocks: body.blocks.map(innerBlock),
    sources: Object.fromEntries(Object.entries(body.sources).map(([id, ports]) => [localId(id), localSources(ports)])),
    lower: (step, args) => lowerStep(body, step, args, site),
  };
}

const innerBlock = ({ id, definition, params, inputs, outputs, weights, cost }: CheckedBlock): InnerBlock => ({
  id: localId(id),
  kind: definition?.kind ?? '',
  params: params as Params,
  inputs,
  outputs,
  weights,
  macs: cost.macs,
});

const localSources = (ports: CheckedBody['sources'][string]): { readonly [port: string]: End } =>
  Object.fromEntries(Object.entries(ports).map(([port, [from, output]]) => [port, [localId(from), output]]));

function lowerStep(body: CheckedBody, step: Builder, args: BodyLoweringArgs, { mode, batch }: Site): InnerValues {
  const values: Record<BlockId, { readonly [port: string]: NodeId }> = {};
  const before: Record<BlockId, NodeId> = {};
  /** What has been computed by now of what is wired to the block. */
  const inputsOf = ({ id }: CheckedBlock): Record<string, NodeId> =>
    Object.fromEntries(
      Object.entries(body.sources[id] ?? {}).flatMap(([port, [from, output]]) => {
        const value = values[localId(from)]?.[output];
        return value === undefined ? [] : [[port, value]];
      }),
    );
  for (const block of body.order) {
    const { id, definition, params, inputs, outputs, weights } = block;
    const local = localId(id);
    const given = args.given[local];
    step.at(id);
    const lowered = definition?.lower?.(step, {
      // No id has a colon, so these are no other block's streams, nor those of the cell around.
      block: `${id}:${args.mark}`,
      params: params as never,
      mode,
      batch,
      inputs: inputsOf(block),
      lengths: {},
      types: { inputs, outputs },
      weights: Object.fromEntries(weights.map(({ name }) => [name, args.weights[`${local}/${name}`]!])),
      exampleWeights: args.exampleWeights,
      ...(given !== undefined && { given }),
    });
    values[local] = Object.fromEntries(
      Object.entries(lowered?.outputs ?? {}).map(([port, value]) => [port, args.pass([local, port], value)]),
    );
    if (lowered?.before !== undefined) before[local] = lowered.before;
  }
  const inputs = Object.fromEntries(body.order.map((block) => [localId(block.id), inputsOf(block)]));
  return { inputs, outputs: values, before };
}
