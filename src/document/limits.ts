/** How much a document may hold and which values its settings may have: what a file is checked against and forms offer. */

export const limits = {
  /** Of a file, in UTF-8. */
  fileBytes: 16 * 1024 * 1024,
  /** In the whole document, bodies included. */
  blocks: 10_000,
  /** Bodies within each other that edits make: with what blocks hold, they stay within `depth`. */
  bodies: 16,
  /** Objects and lists within each other. */
  depth: 64,
  /** Characters of an id, a port or a variable. */
  id: 64,
  /** Characters of a name, a kind or the name of a parameter. */
  name: 200,
  /** Characters of any other text. */
  text: 10_000,
  /** Canvas units from the origin. */
  position: 1_000_000,
  /** Faults that are told one by one; the rest is counted. */
  shownFaults: 20,
} as const;

/** A range of numbers; `above` and `below` are not in it themselves. */
export interface Range {
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
}

const share: Range = { min: 0, max: 1 };
const decay: Range = { min: 0, below: 1 };

/** Ranges of the training settings. Those that are whole numbers are listed apart. */
export const trainingRanges = {
  learningRate: { above: 0, max: 1000 },
  momentum: decay,
  beta1: decay,
  beta2: decay,
  alpha: decay,
  epsilon: { above: 0, max: 1 },
  weightDecay: { min: 0, max: 10 },
  factor: { above: 0, max: 1 },
  floor: share,
  clipNorm: { above: 0, max: 1_000_000 },
  validationSplit: { min: 0, max: 0.9 },
} as const satisfies { readonly [setting: string]: Range };

export const trainingWholeRanges = {
  every: { min: 1, max: 10_000 },
  warmup: { min: 0, max: 1_000_000 },
  batchSize: { min: 1, max: 4096 },
  epochs: { min: 1, max: 10_000 },
  seed: { min: 0, max: 0xffffffff },
} as const satisfies { readonly [setting: string]: Required<Pick<Range, 'min' | 'max'>> };

/** Ids, ports and variables: a letter, then letters, digits, `_` and `-`; slashes join ids to paths. */
export const ID_PATTERN = /^[a-zA-Z][a-zA-Z0-9_-]*$/;

/** False also for what every object has by itself (`constructor`), as ids are keys of objects. */
export const isId = (text: string): boolean =>
  text.length <= limits.id && ID_PATTERN.test(text) && !(text in Object.prototype);
