/** What the checker and the data panel know of a data set without loading it. The loaders are in data/, keyed by `id`. */

export interface DatasetSpec {
  /** `digits`, `moons`, `spirals`, `circles`, `iris`. */
  readonly id: string;
  readonly title: string;
  /** Size of one example without the batch: [28, 28, 1] or [2]. */
  readonly shape: readonly number[];
  /** Names of the axes of `shape`. */
  readonly axes: readonly ('H' | 'W' | 'C' | 'F')[];
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** Names of the features of a table; empty for images. */
  readonly features: readonly string[];
  /** Examples by part. A part of 0 is split off by the training settings. */
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  /** Parameters of a set that is made on the spot (noise, turns); empty otherwise. */
  readonly options: { readonly [name: string]: number };
  readonly licence: string;
  /** Who made it and where it comes from, one sentence. */
  readonly source: string;
  /** Bytes to download; 0 when it is made on the spot. */
  readonly bytes: number;
}
