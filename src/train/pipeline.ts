/** The data side of a graph: its data sets opened and its preparations made, as one column for each of their outputs. */
import type { CheckedBlock, CheckedGraph } from '../check/report.ts';
import type { Column, Rows } from '../data/column.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Columns, Prepared } from './prepared.ts';

export interface Pipeline {
  /** The examples that the network sees: what every column that it reads shares. */
  readonly rows: Rows;
  /** The output is one of a data block or a preparation. */
  has(block: string, port: string): boolean;
  /** Throws a RangeError for an output of neither a data block nor a preparation. */
  column(block: string, port: string): Column;
}

/** An output that the network reads. */
export interface ReadPort {
  readonly block: string;
  readonly port: string;
}

/**
 * Opens every data block by `open`, then makes the preparations in order. `reads` are the outputs that the network reads. Rejects
 * with a DataError when data cannot be had, or do not allow what a preparation wants.
 */
export async function openPipeline(
  graph: Pick<CheckedGraph, 'order' | 'sources'>,
  reads: readonly ReadPort[],
  open: (block: CheckedBlock) => Promise<Dataset>,
  prepared: Prepared,
): Promise<Pipeline> {
  const made = new Map<string, Columns>();
  const column = (block: string, port: string): Column => {
    const found = made.get(block)?.[port];
    if (!found) throw new RangeError(`${block}.${port} has no column`);
    return found;
  };
  for (const block of graph.order) {
    const role = block.definition?.role;
    if (role === 'data') made.set(block.id, (await open(block)).columns);
    if (role !== 'preparation') continue;
    const sources = Object.entries(graph.sources[block.id] ?? {});
    const inputs = Object.fromEntries(sources.map(([port, [from, output]]) => [port, column(from, output)]));
    made.set(block.id, await prepared.make(block, inputs));
  }
  const [rows, ...others] = reads.map(({ block, port }) => column(block, port).rows);
  if (!rows) throw new RangeError('the network reads no data');
  if (others.some((each) => each !== rows))
    throw new RangeError('the network reads examples that do not belong together');
  return { rows, column, has: (block, port) => made.get(block)?.[port] !== undefined };
}

/** What the first loss compares the network with; null where the network computes it. */
export function targetColumn({ losses, sources }: CheckedGraph, pipeline: Pipeline): Column | null {
  const [loss] = losses;
  const target = loss && sources[loss.id]?.target;
  return target && pipeline.has(...target) ? pipeline.column(...target) : null;
}

/** Names of the classes that the first loss tells apart; none where its target is computed by the network. */
export const answerClasses = (graph: CheckedGraph, pipeline: Pipeline): readonly string[] =>
  targetColumn(graph, pipeline)?.classes ?? [];
