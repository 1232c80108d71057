/** A recurrent cell as one scan: its body is a step, and what its States hold goes from step to step. */
import type { Block, End } from '../../document/document.ts';
import { stateKind } from '../../document/loop.ts';
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { TensorType } from '../../tensor/shape.ts';
import type { BodyLowering, InnerBlock, InnerValues, LowerArgs, Lowered } from '../define.ts';
import { held } from '../lengths.ts';
import type { LayerParams } from './fields.ts';
import { carriedName, carryOn, initialState, type Start } from './initial-state.ts';
import { lowerLayers, type SweepArgs, type Swept, watched } from './layers.ts';
import type { Sweep } from './sweep.ts';

type Args = LowerArgs<LayerParams>;

/** In the order of the document. */
export const statesOf = <B extends Pick<Block, 'kind'>>(body: readonly B[]): readonly B[] =>
  body.filter(({ kind }) => kind === stateKind);

/** The input that a State's initial value is wired into: `h0`. */
export const startPortOf = (state: string): string => `${state}0`;

/** The output that gives what the State holds at the end: its id, unless that is `y`, which is taken, or `y_final`, which is then. */
export const finalPort = (state: string): string => (/^y(_final)*$/.test(state) ? `${state}_final` : state);

const outputBlock = (body: readonly InnerBlock[]): InnerBlock | undefined =>
  body.find(({ kind }) => kind === 'cell-output');

/** The type of what comes out at each step; undefined while the body does not tell. */
export function outputOf(body: readonly InnerBlock[]): TensorType | undefined {
  const output = outputBlock(body);
  return output === undefined ? statesOf(body)[0]?.outputs.previous : output.inputs.y;
}

export const lowerCell = (builder: Builder, args: Args): Lowered =>
  lowerLayers(
    builder,
    args,
    statesOf(args.bodies![0]!.blocks).map(({ id }) => finalPort(id)),
    (sweep) => runSweep(builder, args, sweep),
  );

function runSweep(builder: Builder, args: Args, { sweep, index, steps, real }: SweepArgs): Swept {
  const { params, batch, exampleWeights } = args;
  const { layer, reverse, mark } = sweep;
  const body = args.bodies![layer]!;
  const states = statesOf(body.blocks);
  const starts = states.map((state) => startOf(args, state, sweep, index));
  // What comes out last is kept as a state is, if it is none.
  const shown = stateShown(body, states);
  const isTop = layer === params.layers - 1;
  const keeps = shown === null && isTop && params.returns === 'last';
  const kept = keeps ? [builder.constant([batch, featuresOf(outputOf(body.blocks)!)], 0)] : [];
  const nexts = states.map(({ id }) => body.sources[id]!.next!);
  const names = body.blocks.flatMap(({ id, weights }) => weights.map(({ name }) => `${id}/${name}`));
  const stateNames = states.map(({ id }) => stateName(id, sweep));
  let traced: readonly string[] = [];

  const { final, stacked } = builder.scan(
    {
      states: [...starts.map((start) => initialState(builder, args, start)), ...kept],
      sequences: real === null ? [steps] : [steps, real],
      shared: [...names.map((name) => args.weights[`${name}${mark}`]!), exampleWeights],
      steps: builder.shapeOf(steps)[0]!,
      reverse,
      taps: watched(args, stateNames, real),
    },
    (step, { states: before, sequences: [x, isReal], shared }) => {
      const input = body.blocks.filter(({ kind }) => kind === 'cell-input').map(({ id }) => [id, x!] as const);
      const inner = body.lower(step, {
        mark,
        given: Object.fromEntries([...input, ...states.map(({ id }, index) => [id, before[index]!] as const)]),
        weights: Object.fromEntries(names.map((name, index) => [name, shared[index]!])),
        exampleWeights: shared.at(-1)!,
        // What else reads a new state reads the one that is kept, so that its gradient is all of what hangs on the state.
        pass: (from, value) => {
          const index = isReal === undefined ? -1 : nexts.findIndex((each) => sameEnd(each, from));
          return index < 0 ? value : held(step, before[index]!, value, isReal!);
        },
      });
      const holds = (index: number): boolean => nexts.findIndex((each) => sameEnd(each, nexts[index]!)) === index;
      const next = states.map(({ id }) => inner.inputs[id]!.next!);
      const y = shown === null ? inner.inputs[outputBlock(body.blocks)!.id]!.y! : next[shown]!;
      const after = [...next, ...kept.map(() => y)].map((value, index) =>
        isReal === undefined || (index < next.length && holds(index))
          ? value
          : held(step, before[index]!, value, isReal),
      );
      const traces = tracesOf(inner);
      traced = [...stateNames, ...traces.map(([name]) => `${name}${mark}`)];
      return { after, stacked: [y, ...after.slice(0, states.length), ...traces.map(([, value]) => value)] };
    },
  );
  for (const [at, start] of starts.entries()) carryOn(builder, args, start, final[at]!);
  const [y, ...traces] = stacked as readonly [NodeId, ...NodeId[]];
  return {
    y,
    last: final[shown ?? states.length] ?? y,
    final: final.slice(0, states.length),
    traces: Object.fromEntries(traces.map((values, at) => [traced[at]!, values])),
  };
}

const sameEnd = (a: End, b: End): boolean => a[0] === b[0] && a[1] === b[1];

/** The State whose new value is what the cell gives; null when it gives something else. */
function stateShown({ blocks, sources }: BodyLowering, states: readonly InnerBlock[]): number | null {
  const output = outputBlock(blocks);
  if (output === undefined) return 0;
  const index = states.findIndex(({ id }) => sameEnd(sources[id]!.next!, sources[output.id]!.y!));
  return index < 0 ? null : index;
}

const featuresOf = ({ axes }: TensorType): number => axes.at(-1)!.size as number;

/** How a State begins. */
const startOf = ({ block, inputs, weights }: Args, { id, params }: InnerBlock, sweep: Sweep, index: number): Start => ({
  initial: params.initial as Start['initial'],
  units: params.units as number,
  learned: weights[`${id}/initial${sweep.mark}`],
  wired: inputs[startPortOf(id)],
  index,
  carried: carriedName(block, stateName(id, sweep)),
});

/** What the State of a sweep is called among taps and traces: `h`, `h_l1`; one that is called so itself is `h_l1_l0`. */
const stateName = (id: string, { mark, suffix }: Sweep): string =>
  `${id}${/_l\d+(_reverse)?$/.test(id) ? suffix : mark}`;

/** All that the blocks of a step give, by the name that an inspection has for it: `dense1:y`, `dense1:before`. */
function tracesOf({ outputs, before }: InnerValues): readonly (readonly [name: string, value: NodeId])[] {
  const given = Object.entries(outputs).flatMap(([id, ports]) =>
    Object.entries(ports).map(([port, value]) => [`${id}:${port}`, value] as const),
  );
  return [...given, ...Object.entries(before).map(([id, value]) => [`${id}:before`, value] as const)];
}
