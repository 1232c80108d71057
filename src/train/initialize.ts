/** Draws the initial value of every parameter from the seed and its name: the same numbers on every backend. */
import { RandomStream, streamOf } from '../base/philox.ts';
import type { Initializer, ParameterSpec, Shape } from '../ir/graph.ts';

/** Row-major values of the parameter's shape, rounded to f32 so that a float64 backend starts from the very same ones. */
export function initialValues(spec: Pick<ParameterSpec, 'name' | 'shape' | 'initializer'>, seed: number): Float32Array {
  const { name, shape, initializer } = spec;
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  return drawn(values, new RandomStream(seed, streamOf(name)), shape, initializer);
}

function drawn(values: Float32Array, random: RandomStream, shape: Shape, initializer: Initializer): Float32Array {
  switch (initializer.kind) {
    case 'constant':
      return values.fill(initializer.value);
    case 'constants':
      return constants(values, initializer.values, shape.at(-1) ?? 1);
    case 'uniform':
      return uniform(values, random, initializer.bound);
    case 'glorot-uniform':
      // Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.
      return uniform(values, random, Math.sqrt(6 / (initializer.fanIn + initializer.fanOut)));
    case 'he-normal':
      // He et al., "Delving deep into rectifiers", ICCV 2015.
      return normal(values, random, Math.sqrt(2 / initializer.fanIn));
    case 'orthogonal':
      return orthogonal(values, random, shape.at(-1) ?? 1, initializer.blocks ?? 1);
    case 'normal':
      return normal(values, random, initializer.deviation);
    case 'zero-row': {
      const [, width = 1] = shape;
      return drawn(values, random, shape, initializer.others).fill(
        0,
        initializer.row * width,
        (initializer.row + 1) * width,
      );
    }
    case 'sinusoidal':
      return sinusoidal(values, shape.at(-1) ?? 1);
  }
}

function normal(values: Float32Array, random: RandomStream, deviation: number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
  return values;
}

function uniform(values: Float32Array, random: RandomStream, bound: number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = bound * (2 * random.uniform() - 1);
  return values;
}

/** Row t: sin(t / 10000^(i/F)) in each even feature i of F, and the cosine of the same angle in the one after it. */
function sinusoidal(values: Float32Array, features: number): Float32Array {
  for (let i = 0; i < values.length; i++) {
    const [step, feature] = [Math.floor(i / features), i % features];
    const angle = step / 10_000 ** ((feature - (feature % 2)) / features);
    values[i] = feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  }
  return values;
}

/** Equal parts of the last axis, each of one value. */
function constants(values: Float32Array, parts: readonly number[], columns: number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = parts[Math.floor(((i % columns) * parts.length) / columns)] ?? 0;
  return values;
}

/** The matrix whose columns are the last axis, in `blocks` equal parts side by side, each orthogonal. */
function orthogonal(values: Float32Array, random: RandomStream, columns: number, blocks: number): Float32Array {
  const rows = values.length / columns;
  const width = columns / blocks;
  for (let block = 0; block < blocks; block++) {
    const matrix = orthonormal(random, rows, width);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < width; column++)
        values[row * columns + block * width + column] = matrix(row, column);
    }
  }
  return values;
}

/**
 * Orthonormal rows or columns, whichever are fewer: the Q of a Gaussian matrix's QR decomposition with a positive diagonal
 * (Saxe et al., ICLR 2014), by Gram–Schmidt done twice for accuracy.
 */
function orthonormal(random: RandomStream, rows: number, columns: number): (row: number, column: number) => number {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.normal()));
  for (const [index, vector] of vectors.entries()) {
    // The second time for this vector is the first time for the next one.
    const next = vectors[index + 1] ?? new Float64Array(length);
    subtractProjections(vector, next, vectors.slice(0, index));
    const norm = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i] = (vector[i] as number) / norm;
    subtractProjections(next, new Float64Array(length), [vector]);
  }
  return (row, column) => (rows >= columns ? vectors[column]?.[row] : vectors[row]?.[column]) as number;
}

/**
 * Takes from `a` and `b` their parts along each of the unit vectors in turn, as modified Gram–Schmidt does. Sums wait for
 * their last addition, so two vectors at a time take hardly longer than one; so does the next product beside a subtraction.
 */
function subtractProjections(a: Float64Array, b: Float64Array, units: readonly Float64Array[]): void {
  const [first] = units;
  if (!first) return;
  let alongA = dot(a, first);
  let alongB = dot(b, first);
  for (const [index, unit] of units.entries()) {
    const following = units[index + 1] ?? unit;
    let nextA = 0;
    let nextB = 0;
    for (let i = 0; i < unit.length; i++) {
      const u = unit[i] as number;
      const f = following[i] as number;
      const restA = (a[i] as number) - alongA * u;
      const restB = (b[i] as number) - alongB * u;
      a[i] = restA;
      b[i] = restB;
      nextA += restA * f;
      nextB += restB * f;
    }
    alongA = nextA;
    alongB = nextB;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
