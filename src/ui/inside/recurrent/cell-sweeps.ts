/** What a recurrent cell did at every step: its gates and States stand out of all that its inner blocks make. */
import { activationOptions } from '../../../blocks/activations.ts';
import type { LayerParams } from '../../../blocks/recurrent/fields.ts';
import { sweepsOf } from '../../../blocks/recurrent/sweep.ts';
import type { CheckedBlock, CheckedBody } from '../../../check/report.ts';
import type { End } from '../../../document/document.ts';
import { stateKind } from '../../../document/loop.ts';
import { localId } from '../../../document/path.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { type PassedOn, type Sweep, type Trace, traceOf } from './traces.ts';

interface Made {
  readonly from: End;
  readonly trace: Trace;
}

/** One for each layer and direction; the values of the step itself without what it is given. */
export function cellSweeps({ body, params }: CheckedBlock, inspection: Inspection, steps: number): readonly Sweep[] {
  if (body === null) return [];
  // A checked cell's parameters have been checked against its fields.
  return sweepsOf(params as unknown as LayerParams).map((sweep): Sweep => {
    const made = madeIn(body, inspection, sweep.mark, steps);
    const traceFrom = (from: End | undefined): Trace | undefined =>
      from && made.find((each) => each.from[0] === from[0] && each.from[1] === from[1])?.trace;
    const states = body.blocks.flatMap(({ id, definition }): readonly PassedOn[] => {
      const trace = definition?.kind === stateKind ? traceFrom(body.sources[id]?.next) : undefined;
      return trace ? [{ name: localId(id), trace }] : [];
    });
    const held = new Set(states.map(({ trace }) => trace));
    const gates = made.filter(({ from: [id], trace }) => !held.has(trace) && isGate(body, id));
    const traces = [...inUsualOrder(gates.map(({ trace }) => trace)), ...[...held].reverse()];
    const computed = made.map(({ trace }) => trace);
    const output = body.blocks.find(({ definition }) => definition?.kind === 'cell-output');
    const given = output ? traceFrom(body.sources[output.id]?.y) : states[0]?.trace;
    return { ...sweep, steps, traces: traces.length === 0 ? computed : traces, computed, states, given };
  });
}

/** What the inner blocks give in the order of computing, but for the cell's input and the states before the step. */
function madeIn(body: CheckedBody, { traces }: Inspection, mark: string, steps: number): readonly Made[] {
  const made = body.order.filter(({ definition }) => definition?.isGiven !== true && definition?.kind !== stateKind);
  return made.flatMap((block) =>
    block.ports.outputs.flatMap(({ name: port }): readonly Made[] => {
      const probe = traces[`${localId(block.id)}:${port}${mark}`];
      if (probe === undefined) return [];
      const output = block.ports.outputs.length === 1 ? localId(block.id) : `${localId(block.id)}.${port}`;
      const state = stateAfter(body, [block.id, port]);
      const last = lastFunction(block);
      const title = state === null ? functionText(last) : output;
      const trace = { ...traceOf(state ?? output, title, probe, steps), output, isGate: last === 'sigmoid' };
      return [{ from: [block.id, port], trace }];
    }),
  );
}

/** The id of the first State that keeps what comes out there; null for none. */
export function stateAfter({ blocks, sources }: CheckedBody, [from, port]: End): string | null {
  const state = blocks.find(({ id, definition }) => {
    const next = definition?.kind === stateKind ? sources[id]?.next : undefined;
    return next?.[0] === from && next[1] === port;
  });
  return state ? localId(state.id) : null;
}

/** The function that a block applies last, as it is written in its parameters; null for none. */
export const lastFunction = ({ definition, params }: CheckedBlock): string | null =>
  definition?.activation?.(params as never) ?? null;

/** `σ`, `Tanh`; empty for none. */
function functionText(value: string | null): string {
  if (value === 'sigmoid') return 'σ';
  return activationOptions.find((option) => option.value === value)?.label ?? '';
}

/** A function of sums of products with weights: what decides in the step, and what it proposes. */
function isGate(body: CheckedBody, id: string): boolean {
  const block = body.blocks.find((each) => each.id === id);
  if (block === undefined || lastFunction(block) === null) return false;
  return block.definition?.kind === 'dense' || sumsProducts(body, id);
}

/** What a value is passed through before its function: none of them bends it or makes it depend on another gate. */
const passing: ReadonlySet<string> = new Set(['add', 'subtract', 'concat', 'split', 'layer-norm', 'dropout']);

const sumsProducts = (body: CheckedBody, id: string): boolean =>
  Object.values(body.sources[id] ?? {}).some(([from]) => {
    const source = body.blocks.find((each) => each.id === from);
    if (source === undefined || lastFunction(source) !== null) return false;
    const kind = source.definition?.kind ?? '';
    return kind === 'dense' || (passing.has(kind) && sumsProducts(body, from));
  });

/** That of the built-in layers for gates that are called as theirs, before all others. */
const usual = ['f', 'i', 'o', 'g', 'r', 'z', 'n'];

function inUsualOrder(traces: readonly Trace[]): readonly Trace[] {
  const place = ({ name }: Trace): number => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return traces.toSorted((a, b) => place(a) - place(b));
}
