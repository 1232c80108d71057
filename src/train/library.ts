/** Opens data sets once and keeps them and what is prepared of them: a second run, and the samples on the page, find them loaded. */
import { type DatasetSpec, partCounts } from '../blocks/data/datasets.ts';
import type { Fields, ParamsOf } from '../blocks/fields.ts';
import type { CheckedBlock, CheckedGraph } from '../check/report.ts';
import type { Dataset, OpenOptions } from '../data/dataset.ts';
import { openDataset } from '../data/open.ts';
import { openPipeline, type Pipeline, type ReadPort } from './pipeline.ts';
import { Prepared } from './prepared.ts';

type Progress = (loaded: number, total: number) => void;

/** Sets made on the spot that are kept: of each setting that a person tries there is another one. */
const keptMade = 8;

interface Entry {
  readonly spec: DatasetSpec;
  readonly dataset: Promise<Dataset>;
  /** Empty once all has arrived. */
  readonly listeners: Set<Progress>;
  isWhole: boolean;
  loaded: number;
  total: number;
}

export class DataLibrary {
  private readonly entries = new Map<string, Entry>();
  private readonly prepared = new Prepared();

  constructor(private readonly fetchShard: OpenOptions['fetchShard']) {}

  /**
   * The data set that the block names, with the share held out where it has no validation part. `onProgress` is told of
   * what has arrived and of what follows. Rejects with a DataError; then, or after `forget`, the next call tries again.
   */
  open(block: CheckedBlock, validationSplit: number, onProgress?: Progress): Promise<Dataset> {
    const spec = specOf(block);
    const key = JSON.stringify([spec.id, spec.options, partCounts(spec, validationSplit)]);
    const entry = this.entries.get(key) ?? this.load(key, spec, validationSplit);
    if (onProgress) {
      if (!entry.isWhole) entry.listeners.add(onProgress);
      onProgress(entry.loaded, entry.total);
    }
    return entry.dataset;
  }

  /** The columns of a graph whose network reads these outputs. Rejects with a DataError, as `open` and the preparations do. */
  pipeline(
    graph: CheckedGraph,
    reads: readonly ReadPort[],
    validationSplit: number,
    onProgress?: Progress,
  ): Promise<Pipeline> {
    return openPipeline(graph, reads, (block) => this.open(block, validationSplit, onProgress), this.prepared);
  }

  /** Drops what could not be loaded to its end. */
  forget(block: CheckedBlock): void {
    const { id } = specOf(block);
    for (const [key, { spec }] of this.entries) if (spec.id === id) this.entries.delete(key);
  }

  private load(key: string, spec: DatasetSpec, validationSplit: number): Entry {
    const listeners = new Set<Progress>();
    const onProgress: Progress = (loaded, total) => {
      entry.loaded = loaded;
      entry.total = total;
      for (const listener of listeners) listener(loaded, total);
      entry.isWhole = loaded >= total;
      if (entry.isWhole) listeners.clear();
    };
    // Opened a moment later, so that the entry is there when the first progress is told.
    const dataset = Promise.resolve().then(() =>
      openDataset(spec, { fetchShard: this.fetchShard, validationSplit, onProgress }),
    );
    const entry: Entry = { spec, dataset, listeners, isWhole: false, loaded: 0, total: 0 };
    this.entries.set(key, entry);
    const made = [...this.entries].filter(([, each]) => each.spec.bytes === 0);
    for (const [oldest] of made.slice(0, -keptMade)) this.entries.delete(oldest);
    dataset.catch(() => this.entries.delete(key));
    return entry;
  }
}

/** Throws a RangeError for a block that is no data block. */
export function specOf({ id, definition, params }: CheckedBlock): DatasetSpec {
  // The checker has checked each value against its field.
  const spec = definition?.dataset?.(params as ParamsOf<Fields>);
  if (!spec) throw new RangeError(`${id} names no data set`);
  return spec;
}
