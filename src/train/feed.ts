/** Fills a program's inputs: each with the cells of its column, the lengths of sequences, the weights of the examples. */
import type { Elements, Executable } from '../backend/backend.ts';
import { type Cell, type Column, type Rows, writeCell } from '../data/column.ts';
import type { PartName } from '../data/dataset.ts';
import { exampleWeightsName, type LoweredModel } from '../lower/lower.ts';
import { drawOf } from './draws.ts';
import { find, view } from './parameters.ts';
import type { Pipeline } from './pipeline.ts';

/** One input of the program. */
interface Lane {
  readonly column: Column;
  readonly values: Elements;
  /** Numbers of one example, and its steps where they can be fewer. */
  readonly size: number;
  readonly steps: number;
  readonly lengths: Elements | null;
}

export class Feed {
  private readonly lanes: readonly Lane[];
  private readonly weights: Elements | null;
  /** States that the program carries from batch to batch: training does, evaluation begins each example anew. */
  private readonly carried: readonly Elements[];
  private readonly batch: number;
  private readonly rows: Rows;

  constructor(
    executable: Executable,
    lowered: Pick<LoweredModel, 'inputs' | 'carries'>,
    pipeline: Pipeline,
    private readonly seed = 0,
  ) {
    const { batch, inputs } = executable.program;
    const memory = (name: string): Elements | null => {
      const slot = find(inputs, name);
      return slot && view(executable, slot);
    };
    this.batch = batch;
    this.rows = pipeline.rows;
    this.weights = memory(exampleWeightsName);
    this.carried = lowered.carries.map(memory).filter((state) => state !== null);
    this.lanes = lowered.inputs.flatMap(({ name, block, port, shape, lengths }): Lane[] => {
      const values = memory(name);
      if (!values) return [];
      const counted = lengths === null ? null : memory(lengths);
      const column = pipeline.column(block, port);
      return [{ column, values, size: values.length / batch, steps: shape[1] ?? 1, lengths: counted }];
    });
  }

  /**
   * Writes the examples at `indices[from .. from + count)`, changed at random as befits the epoch (null: as they are). Rows beyond
   * them repeat the first and weigh nothing. Carried states begin anew in the rows where a text does.
   */
  load(part: PartName, indices: Uint32Array, from: number, count: number, epoch: number | null): void {
    for (const lane of this.lanes) {
      const { column } = lane;
      for (let row = 0; row < count; row++) {
        const index = indices[from + row] as number;
        const draw = column.random && epoch !== null ? drawOf(this.seed, epoch, index) : null;
        write(lane, row, column.read(part, index, draw));
      }
    }
    if (this.carried.length > 0) this.resetFirst(part, indices.subarray(from, from + count));
    this.fill(count);
  }

  /** Writes examples made elsewhere, as the data blocks would give them. Throws a DataError for one that does not fit. */
  give(cells: readonly Cell[]): void {
    for (const lane of this.lanes) for (const [row, cell] of cells.entries()) write(lane, row, lane.column.of(cell));
    this.fill(cells.length);
  }

  /** The states that are carried begin anew, as they do with every epoch. */
  reset(): void {
    for (const state of this.carried) state.fill(0);
  }

  private resetFirst(part: PartName, indices: Uint32Array): void {
    for (const [row, index] of indices.entries()) {
      if (!this.rows.isFirstPiece?.(part, index)) continue;
      for (const state of this.carried) {
        const units = state.length / this.batch;
        state.fill(0, row * units, (row + 1) * units);
      }
    }
  }

  private fill(count: number): void {
    for (const { values, size, lengths } of this.lanes) {
      for (let row = count; row < this.batch; row++) {
        values.copyWithin(row * size, 0, size);
        lengths?.copyWithin(row, 0, 1);
      }
    }
    this.weights?.fill(0);
    this.weights?.fill(1 / count, 0, count);
  }
}

function write({ values, size, steps, lengths }: Lane, row: number, cell: Cell): void {
  writeCell(cell, values, row * size, size);
  if (lengths) lengths[row] = 'text' in cell || cell.steps === null ? steps : Math.min(cell.steps, steps);
}
