/** Counts of truth against prediction as a table whose names stay in view. */
import type { CSSProperties } from 'react';
import { colorAt, inkOn } from '../../charts/color-scale.ts';
import { scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import type { Confusion } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import classes from './confusion.module.css';
import { isWide } from './worst-pairs.tsx';

export function ConfusionMatrix({ confusion: { classes: names, counts } }: { readonly confusion: Confusion }) {
  const { stops } = scaleOf('sequential', useTokens());
  const rows = names.map((truth, i) => {
    const row = Array.from(counts.subarray(i * names.length, (i + 1) * names.length));
    const total = Math.max(
      row.reduce((sum, count) => sum + count, 0),
      1,
    );
    return {
      truth,
      cells: row.map((count, j) => ({ prediction: names[j] ?? '', count, share: count / total, right: i === j })),
    };
  });
  return (
    <table
      className={classes.matrix}
      data-wide={isWide(names.length)}
      style={{ '--classes': names.length } as CSSProperties}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>{message('inside.truth')}</span>
          </th>
          {names.map((name) => (
            <th key={name} scope="col">
              <span>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ truth, cells }) => (
          <tr key={truth}>
            <th scope="row">{truth}</th>
            {cells.map(({ prediction, count, share, right }) => {
              // A few mistakes out of hundreds must still be seen: the root lifts them.
              const color = colorAt(stops, Math.sqrt(share));
              return (
                <td
                  key={prediction}
                  data-right={right}
                  title={message('inside.confusion-cell', { truth, prediction, count })}
                  style={{ background: `rgb(${color.join(' ')})`, color: inkOn(color) }}
                >
                  {count > 0 ? formatInteger(count) : ''}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
