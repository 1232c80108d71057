/** One example as the data side of the graph holds it: its cell at every output of a data block or a preparation. */
import type { Cell, Column, Place } from '../data/column.ts';
import type { ExampleRef, Probe } from '../protocol/trainer.ts';
import type { TensorType } from '../tensor/shape.ts';
import { exampleAxes } from '../tensor/shape.ts';
import type { Pipeline } from './pipeline.ts';

export class Example {
  private readonly place: Place | undefined;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly ref: ExampleRef,
  ) {
    this.place = ref.kind === 'sample' ? { part: ref.part, index: ref.index } : undefined;
  }

  /** The example is there. */
  get exists(): boolean {
    const { place } = this;
    return place === undefined || (place.index >= 0 && place.index < this.pipeline.rows.available(place.part));
  }

  /** Null where the column has other examples than the network: what windows are cut from. */
  cell(block: string, port: string): Cell | null {
    const column = this.pipeline.column(block, port);
    return this.reads(column) ? this.read(column) : null;
  }

  /** Names of the steps of the cell at this output; null where they have none. */
  stepNames(block: string, port: string): readonly string[] | null {
    const column = this.pipeline.column(block, port);
    return this.reads(column) ? column.steps(this.read(column), this.place) : null;
  }

  /** The numbers at this output, its real steps alone where how many there are is not bounded. */
  probe(block: string, port: string, type: TensorType): Probe | null {
    const cell = this.cell(block, port);
    if (!cell || 'text' in cell) return null;
    const shape = exampleAxes(type).map(({ size }) => (typeof size === 'number' ? size : (cell.steps ?? 1)));
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    values.set(Float32Array.from(cell.values).subarray(0, values.length));
    return { shape, values };
  }

  private reads({ rows }: Column): boolean {
    return this.place === undefined || rows === this.pipeline.rows;
  }

  private read(column: Column): Cell {
    const { ref } = this;
    return ref.kind === 'given' ? column.of(ref.cell) : column.read(ref.part, ref.index, null);
  }
}
