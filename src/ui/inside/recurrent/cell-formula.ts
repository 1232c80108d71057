/** The arithmetic of a cell that is wired from blocks: each inner block's formula over the names of what it reads. */
import type { CheckedBlock } from '../../../check/report.ts';
import type { End } from '../../../document/document.ts';
import { stateKind } from '../../../document/loop.ts';
import { localId } from '../../../document/path.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { writtenFormula } from '../../inspector/formula.ts';
import { numberText } from './arithmetic.ts';
import { stateAfter } from './cell-sweeps.ts';
import { type PassedOn, type Sweep, valuesAt } from './traces.ts';

/** `Sigmoid(gates.y1)`: the right side of the inner block's formula; null for one that makes several things at once. */
export const cellFormula = (cell: CheckedBlock, local: string, reverse: boolean): string | null =>
  rewritten(cell, local, (source) => sourceName(cell, source, reverse));

/** What it computes number by number, so that one unit's numbers can stand in its formula. */
const byNumber = {
  kinds: new Set(['add', 'subtract', 'multiply', 'activation']),
  functions: new Set(['sigmoid', 'tanh', 'relu']),
} as const;

/**
 * The same with the numbers of one unit, `Sigmoid(0.59)`, a negative one after another in brackets. Null where the block does
 * more than one number tells, or a source has none for the unit.
 */
export function cellNumbers(
  cell: CheckedBlock,
  local: string,
  numberOf: (source: End) => number | undefined,
): string | null {
  const { definition, params } = innerBlock(cell, `${cell.id}/${local}`) ?? {};
  if (!byNumber.kinds.has(definition?.kind ?? '')) return null;
  if (definition?.kind === 'activation' && !byNumber.functions.has(`${params?.function}`)) return null;
  const sources = Object.values(cell.body?.sources[`${cell.id}/${local}`] ?? {});
  if (sources.some((source) => numberOf(source) === undefined)) return null;
  return rewritten(cell, local, (source, before) => {
    const text = numberText(numberOf(source) ?? Number.NaN);
    return text.startsWith('−') && !/(^|\()$/.test(before) ? `(${text})` : text;
  });
}

/** The right side of the inner block's formula with `written` in place of each port; `before` is what the formula has before it. */
function rewritten(cell: CheckedBlock, local: string, written: (source: End, before: string) => string): string | null {
  const path = `${cell.id}/${local}`;
  const inner = innerBlock(cell, path);
  const formula = inner?.definition && writtenFormula(inner.definition, inner.params);
  if (!formula?.startsWith('y = ')) return null;
  const sources = cell.body?.sources[path] ?? {};
  const ports = Object.keys(sources);
  if (ports.length === 0) return formula.slice(4);
  // Longer names first: `x1` is not `x` and a digit.
  const names = ports.toSorted((a, b) => b.length - a.length).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\d_])(?:${names})(?![\\p{L}\\d(])`, 'gu');
  return formula.slice(4).replace(pattern, (port, place: number, whole: string) => {
    const source = sources[port];
    return source ? written(source, whole.slice(0, place)) : port;
  });
}

const innerBlock = (cell: CheckedBlock, path: string): CheckedBlock | undefined =>
  cell.body?.blocks.find(({ id }) => id === path);

function sourceName(cell: CheckedBlock, [path, port]: End, reverse: boolean): string {
  const local = localId(path);
  const block = innerBlock(cell, path);
  if (block?.definition?.kind === stateKind) return `${local}_{${reverse ? 't+1' : 't−1'}}`;
  if (block?.definition?.isGiven) return `${local}_t`;
  const state = cell.body && stateAfter(cell.body, [path, port]);
  if (state) return `${state}_t`;
  return (block?.ports.outputs.length ?? 1) > 1 ? `${local}.${port}` : local;
}

/** What the State held before the step of the sweep with that index: outside training a state that is carried on starts from zero. */
export function cellStateBefore(
  cell: CheckedBlock,
  { inputs, weights }: Inspection,
  { mark, steps, reverse }: Sweep,
  index: number,
  { name, trace }: PassedOn,
  step: number,
): Float32Array {
  const before = reverse ? step + 1 : step - 1;
  if (before >= 0 && before < steps) return valuesAt(trace, before);
  const { params } = innerBlock(cell, `${cell.id}/${name}`) ?? {};
  const learnt = params?.initial === 'learned' ? weights[`${name}/initial${mark}`]?.values : undefined;
  const wired =
    params?.initial === 'wired'
      ? inputs[`${name}0`]?.values.subarray(index * trace.units, (index + 1) * trace.units)
      : undefined;
  return learnt ?? wired ?? new Float32Array(trace.units);
}
