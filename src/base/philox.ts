/**
 * Counter-based random numbers: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 * A number depends only on (seed, stream, step, index), so every backend and any number of lanes draws the same ones.
 */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** High 32 bits of the 64-bit product of two unsigned 32-bit numbers. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const mid = aHigh * bLow + (low >>> 16);
  const mid2 = aLow * bHigh + (mid & 0xffff);
  return (aHigh * bHigh + Math.floor(mid / 0x10000) + (mid2 >>> 16)) >>> 0;
}

/** Encrypts the counter (c0..c3) with the key (k0, k1) and writes four unsigned 32-bit numbers to `out`. */
export function philox4x32(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(M0, c0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = mulHigh(M1, c2);
    const low1 = Math.imul(M1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** FNV-1a of a name: the stream number of a block's randomness, stable across runs and edits elsewhere in the graph. */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A stream of random numbers for use outside the planned program: shuffles, initial weights, made data. */
export class RandomStream {
  private readonly block = new Uint32Array(4);
  private index = 0;
  private used = 4;
  private spare: number | null = null;

  constructor(
    private readonly seed: number,
    private readonly stream: number,
  ) {}

  /** An unsigned 32-bit number. */
  bits(): number {
    if (this.used === 4) {
      philox4x32(this.block, this.index++, 0, 0, this.stream, this.seed >>> 0, 0);
      this.used = 0;
    }
    return this.block[this.used++] as number;
  }

  /** Uniform in [0, 1), 24 bits of resolution. */
  uniform(): number {
    return (this.bits() >>> 8) / 0x1000000;
  }

  /** Standard normal, by the Box–Muller transform. */
  normal(): number {
    if (this.spare !== null) {
      const value = this.spare;
      this.spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Fisher–Yates, in place. */
  shuffle(items: Uint32Array): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i] as number;
      items[i] = items[j] as number;
      items[j] = held;
    }
  }
}
