/** Makes preparations and keeps them, so that a second run on the same data finds its vocabulary and its spectrograms. */
import type { Fields, ParamsOf } from '../blocks/fields.ts';
import type { CheckedBlock } from '../check/report.ts';
import type { Column } from '../data/column.ts';
import { DataError } from '../data/dataset.ts';
import { preparationOf } from '../data/prepare/preparations.ts';

export type Columns = { readonly [port: string]: Column };

interface Made {
  /** Block, kind and parameters. */
  readonly key: string;
  readonly inputs: Columns;
  readonly columns: Promise<Columns>;
}

/** Preparations of one column that are kept: of each setting that a person tries there is another one. */
const keptEach = 4;

export class Prepared {
  /** By the first input: what was made of data goes with the data. */
  private readonly made = new WeakMap<Column, Made[]>();

  /** Rejects with a DataError that names the block when the data do not allow what it wants. */
  make(block: CheckedBlock, inputs: Columns): Promise<Columns> {
    const [first] = Object.values(inputs);
    if (!first) throw new RangeError(`${block.id} has nothing to prepare`);
    const known = this.made.get(first) ?? [];
    const key = JSON.stringify([block.id, block.definition?.kind, block.params]);
    const found = known.find((each) => each.key === key && areSame(each.inputs, inputs));
    if (found) return found.columns;
    const entry: Made = { key, inputs, columns: prepare(block, inputs) };
    this.made.set(first, [...known, entry].slice(-keptEach));
    entry.columns.catch(() => {
      const others = this.made.get(first)?.filter((each) => each !== entry);
      if (others) this.made.set(first, others);
    });
    return entry.columns;
  }
}

const areSame = (a: Columns, b: Columns): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([port, column]) => b[port] === column);

async function prepare({ id, definition, params, inputs: types, outputs }: CheckedBlock, inputs: Columns) {
  const prepares = preparationOf(definition?.kind ?? '');
  if (!prepares) throw new RangeError(`nothing prepares ${id}`);
  try {
    // The checker has checked each value against its field.
    const checked = params as ParamsOf<Fields>;
    return await prepares({ block: id, params: checked, inputs, types: { inputs: types, outputs } });
  } catch (error) {
    if (error instanceof DataError && error.block === null) throw new DataError(error.message, id);
    throw error;
  }
}
