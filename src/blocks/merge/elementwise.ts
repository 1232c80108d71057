/** What Add, Subtract and Multiply share: equal shapes in, the same shape out. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { InferArgs, Inferred, LowerArgs, Lowered } from '../define.ts';
import { failed } from '../faults.ts';
import { arrivals, inputsField, mergePorts, shapeMismatch } from './inputs.ts';

export const elementwiseFields = { inputs: inputsField } as const;

interface Params {
  readonly inputs: number;
}

/** Concat needs no equal channels: offered when all else is equal. */
export function inferElementwise(args: InferArgs<Params>): Inferred {
  const { block, params } = args;
  const { all, fault } = arrivals(args);
  if (fault) return failed(fault);
  const last = all[0].type.axes.length - 1;
  const mismatch = shapeMismatch(block, all, null, (differing) =>
    differing.length === 1 && differing[0] === last
      ? [{ kind: 'replace-kind', block, with: 'concat', params: { inputs: params.inputs } }]
      : [],
  );
  return mismatch ? failed(mismatch) : { outputs: { y: all[0].type } };
}

export function lowerElementwise(
  builder: Builder,
  { params, inputs }: LowerArgs<Params>,
  fn: 'add' | 'subtract' | 'multiply',
): Lowered {
  const [first, ...rest] = mergePorts(params.inputs).map(({ name }) => inputs[name]!);
  const y = rest.reduce((sum: NodeId, each) => builder.binary(fn, sum, each), first!);
  return { outputs: { y } };
}
