/** One trace as a picture that fills its box: steps down and units across, or steps across and units down. */
import { useMemo } from 'react';
import { Picture } from '../../../charts/picture.tsx';
import type { TraceScale } from './scales.ts';
import type { Trace } from './traces.ts';

export interface TracePictureProps {
  readonly trace: Trace;
  readonly steps: number;
  /** Units that are drawn; null for all. */
  readonly units: readonly number[] | null;
  readonly scales: readonly TraceScale[];
  readonly time: 'down' | 'right';
}

export function TracePicture({ trace, steps, units, scales, time }: TracePictureProps) {
  const drawn = units?.length ?? trace.units;
  const values = useMemo(() => {
    const picked = pickUnits(trace, units);
    return time === 'down' ? picked : turned(picked, steps, drawn);
  }, [trace, units, time, steps, drawn]);
  const scale = scales.find(({ traces }) => traces.includes(trace));
  const [rows, columns] = time === 'down' ? [steps, drawn] : [drawn, steps];
  return (
    <Picture
      values={values}
      rows={rows}
      columns={columns}
      scale={scale?.kind ?? 'diverging'}
      max={scale?.max ?? 1}
      label={trace.name}
      stretched
    />
  );
}

/** Some units of a trace, [steps × units.length]; all of them for null. */
export function pickUnits({ values, units: all }: Trace, units: readonly number[] | null): Float32Array {
  if (units === null || units.length === all) return values;
  const picked = new Float32Array((values.length / all) * units.length);
  for (let i = 0; i < picked.length; i++) {
    const step = Math.floor(i / units.length);
    picked[i] = values[step * all + (units[i % units.length] as number)] as number;
  }
  return picked;
}

/** [steps × rows] as [rows × steps]. */
export function turned(values: Float32Array, steps: number, rows: number): Float32Array {
  return Float32Array.from(
    { length: values.length },
    (_, i) => values[(i % steps) * rows + Math.floor(i / steps)] ?? 0,
  );
}
