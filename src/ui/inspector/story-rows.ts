/** The way that a size at fault took: block by block, both sides of a mismatch in one list. */
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import type { AxisName, Dim, TensorType, Trace } from '../../tensor/shape.ts';

export interface StoryRow {
  readonly block: string;
  readonly size: Dim;
  /** `born`: the story starts here. `made`: a parameter of the block is the size. `kept`: as it came. `changed`: computed. */
  readonly what: 'born' | 'made' | 'kept' | 'changed';
  /** The parameter that is the size. */
  readonly param: string | null;
  /** The last block of the odd side. */
  readonly odd: boolean;
}

export interface Story {
  readonly axis: AxisName;
  /** Oldest first. */
  readonly rows: readonly StoryRow[];
  /** The size that should have come, where two sizes must agree. */
  readonly expected: Dim | null;
  readonly size: Dim;
}

/** Null for a fault that is not about the size of an axis. */
export function storyOf({ axis, port, types = {}, origin = null, expected }: Diagnostic): Story | null {
  if (axis === undefined || port === undefined) return null;
  const odd = types[port]?.axes[axis];
  if (odd === undefined) return null;
  const other = otherSide(types, port, axis);
  const oddRows = rowsOf(odd.trace ?? origin);
  const otherRows = rowsOf(other?.trace ?? null);
  if (oddRows.length === 0) return null;
  const shared = new Set(otherRows.map((row) => row.block));
  const last = oddRows.at(-1)?.block;
  const mark = (row: StoryRow): StoryRow => ({ ...row, odd: otherRows.length > 0 && row.block === last });
  const rows = [...oddRows.filter((row) => !shared.has(row.block)), ...(otherRows.length > 0 ? otherRows : [])].map(
    mark,
  );
  const agreed = other?.size ?? (typeof expected === 'number' && Object.keys(types).length > 1 ? expected : null);
  return { axis: odd.name, rows, expected: agreed === odd.size ? null : agreed, size: odd.size };
}

/** The axis that the odd one is measured against. */
function otherSide(types: { readonly [port: string]: TensorType }, port: string, axis: number) {
  const [, type] = Object.entries(types).find(([name]) => name !== port) ?? [];
  return type?.axes[axis];
}

function rowsOf(trace: Trace | null): StoryRow[] {
  const rows: StoryRow[] = [];
  for (let at = trace; at !== null; at = at.previous) {
    const { block, size, previous, param = null } = at;
    const what = previous === null ? 'born' : param !== null ? 'made' : previous.size === size ? 'kept' : 'changed';
    rows.unshift({ block, size, what, param, odd: false });
  }
  return rows;
}
