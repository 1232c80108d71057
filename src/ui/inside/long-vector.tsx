/** A vector too long for bars: its numbers in rows of 32, as a picture with its scale. */
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import { ScaleBar } from './scale-bar.tsx';

const perRow = 32;

export function LongVector({ values, label }: { readonly values: Float32Array; readonly label: string }) {
  const rows = Math.ceil(values.length / perRow);
  const max = largest(values);
  return (
    <>
      <Picture
        values={values.length === rows * perRow ? values : padded(values, rows)}
        rows={rows}
        columns={perRow}
        scale="diverging"
        max={max}
        label={label}
      />
      <ScaleBar kind="diverging" from={-max} to={max} />
    </>
  );
}

function padded(values: Float32Array, rows: number): Float32Array {
  const whole = new Float32Array(rows * perRow);
  whole.set(values);
  return whole;
}
