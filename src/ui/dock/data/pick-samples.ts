/** Some of the examples that have arrived. */
import type { Samples } from '../../../protocol/trainer.ts';

export function pickSamples(samples: Samples, positions: readonly number[]): Samples {
  const { indices, features, shape, texts, steps, labels } = samples;
  const size = features.length === 0 ? 0 : shape.reduce((product, each) => product * each, 1);
  const picked = new Float32Array(positions.length * size);
  for (const [i, position] of positions.entries())
    picked.set(features.subarray(position * size, (position + 1) * size), i * size);
  const pick = <T>(all: readonly T[]): readonly T[] =>
    positions.flatMap((position) => all.slice(position, position + 1));
  return {
    ...samples,
    indices: pick(indices),
    features: picked,
    texts: texts && pick(texts),
    steps: steps && pick(steps),
    labels: pick(labels),
  };
}
