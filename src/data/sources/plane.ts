/** Points in the plane, made on the spot: two moons, spirals and circles, each with Gaussian noise. */
import { RandomStream, streamOf } from '../../base/philox.ts';
import type { LabelledRows } from '../in-memory.ts';

export interface PlaneOptions {
  readonly samples: number;
  /** Standard deviation of the noise added to both coordinates. */
  readonly noise: number;
  /** Half turns of each spiral arm. */
  readonly turns: number;
}

type Curve = (u: number, label: number, options: PlaneOptions) => readonly [x: number, y: number];

/** Where the point at u in [0, 1) of each class lies before the noise. */
const curves: { readonly [id: string]: Curve } = {
  /** Two half circles that hold each other, centred on the origin (scikit-learn's make_moons, shifted). */
  moons: (u, label) => {
    const angle = Math.PI * u;
    const [x, y] = label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [x - 0.5, y - 0.25];
  },
  /** Two Archimedean spirals, half a turn apart, out to radius 1. */
  spirals: (u, label, { turns }) => {
    const angle = Math.PI * (turns * u + label);
    const radius = 0.05 + 0.95 * u;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  /** A circle of radius ½ inside one of radius 1 (scikit-learn's make_circles with factor 0.5). */
  circles: (u, label) => {
    const angle = 2 * Math.PI * u;
    const radius = label === 0 ? 1 : 0.5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
};

/** `samples` points, labels 0 and 1 in turn; the same options always give the same points. Throws for an unknown id. */
export function planePoints(id: string, options: PlaneOptions): LabelledRows {
  const curve = curves[id];
  if (!curve) throw new RangeError(`no made data set is called ${id}`);
  const random = new RandomStream(0, streamOf(`points/${id}`));
  const features = new Float32Array(2 * options.samples);
  const labels = new Uint8Array(options.samples);
  for (let i = 0; i < options.samples; i++) {
    const label = i % 2;
    const [x, y] = curve(random.uniform(), label, options);
    features[2 * i] = x + options.noise * random.normal();
    features[2 * i + 1] = y + options.noise * random.normal();
    labels[i] = label;
  }
  return { features, labels };
}
