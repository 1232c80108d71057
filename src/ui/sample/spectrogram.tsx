/** What a sequence of many features looks like over time: time runs right, the first feature (the lowest pitch) lies at the bottom. */
import { useMemo } from 'react';
import { Picture } from '../../charts/picture.tsx';

export interface SpectrogramProps {
  /** [steps × features] */
  readonly values: Float32Array;
  readonly steps: number;
  readonly label: string;
}

export function Spectrogram({ values, steps, label }: SpectrogramProps) {
  const features = steps === 0 ? 0 : values.length / steps;
  const shares = useMemo(() => sharesOf(values, steps), [values, steps]);
  return <Picture values={shares} rows={features} columns={steps} scale="sequential" max={1} label={label} stretched />;
}

/** From the quietest to the loudest as 0 to 1, [features × steps], the last feature first. */
function sharesOf(values: Float32Array, steps: number): Float32Array {
  const features = steps === 0 ? 0 : values.length / steps;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const span = Math.max(most - least, 1e-9);
  return Float32Array.from({ length: values.length }, (_, i) => {
    const feature = features - 1 - Math.floor(i / steps);
    return ((values[(i % steps) * features + feature] as number) - least) / span;
  });
}
