/** Two or more inputs, axis by axis: the row that differs stands out and says so. */
import type { AxisName, TensorType } from '../../tensor/shape.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import classes from './problems.module.css';

export const axisKeys: { readonly [A in AxisName]: MessageKey } = {
  B: 'editor.axis-batch',
  T: 'editor.axis-time',
  H: 'editor.axis-height',
  W: 'editor.axis-width',
  C: 'editor.axis-channels',
  F: 'editor.axis-features',
  N: 'editor.axis-other',
};

export function Compare({ types }: { readonly types: { readonly [port: string]: TensorType } }) {
  const sides = Object.entries(types);
  const rank = Math.max(...sides.map(([, type]) => type.axes.length));
  const rows = Array.from({ length: rank }, (_, index) => {
    const axes = sides.map(([, type]) => type.axes[index]);
    const sizes = axes.map((axis) => axis?.size ?? null);
    return { index, name: axes.find(Boolean)?.name ?? 'N', sizes, differ: sizes.some((size) => size !== sizes[0]) };
  });
  return (
    <table className={classes.compare}>
      <thead>
        <tr>
          <th scope="col">{message('inspector.axis')}</th>
          {sides.map(([port]) => (
            <th key={port} scope="col">
              {port}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ index, name, sizes, differ }) => (
          <tr key={index} data-differ={differ}>
            <th scope="row">{message(axisKeys[name])}</th>
            {sides.map(([port], side) => (
              <td key={port} className={classes.size}>
                {sizes[side] ?? message('inspector.missing')}
              </td>
            ))}
            <td>{message(differ ? 'inspector.differ' : 'inspector.equal')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
