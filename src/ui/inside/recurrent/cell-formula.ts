/** The arithmetic of a cell that is wired from blocks: each inner block's formula over the names of what it reads. */
import type { CheckedBlock } from '../../../check/report.ts';
import { stateKind } from '../../../document/loop.ts';
import { localId } from '../../../document/path.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { writtenFormula } from '../../inspector/formula.ts';
import { stateAfter } from './cell-sweeps.ts';
import { type PassedOn, type Sweep, valuesAt } from './traces.ts';

/** `Sigmoid(gates.y1)`: the right side of the inner block's formula; null for one that makes several things at once. */
export function cellFormula(cell: CheckedBlock, local: string, reverse: boolean): string | null {
  const path = `${cell.id}/${local}`;
  const inner = cell.body?.blocks.find(({ id }) => id === path);
  const formula = inner?.definition && writtenFormula(inner.definition, inner.params);
  if (!formula?.startsWith('y = ')) return null;
  const sources = cell.body?.sources[path] ?? {};
  const ports = Object.keys(sources);
  if (ports.length === 0) return formula.slice(4);
  // Longer names first: `x1` is not `x` and a digit.
  const names = ports.toSorted((a, b) => b.length - a.length).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\d_])(?:${names})(?![\\p{L}\\d(])`, 'gu');
  return formula.slice(4).replace(pattern, (port) => {
    const source = sources[port];
    return source ? sourceName(cell, source, reverse) : port;
  });
}

function sourceName(cell: CheckedBlock, [path, port]: readonly [string, string], reverse: boolean): string {
  const local = localId(path);
  const block = cell.body?.blocks.find(({ id }) => id === path);
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
  const { params } = cell.body?.blocks.find(({ id }) => id === `${cell.id}/${name}`) ?? {};
  const learnt = params?.initial === 'learned' ? weights[`${name}/initial${mark}`]?.values : undefined;
  const wired =
    params?.initial === 'wired'
      ? inputs[`${name}0`]?.values.subarray(index * trace.units, (index + 1) * trace.units)
      : undefined;
  return learnt ?? wired ?? new Float32Array(trace.units);
}
