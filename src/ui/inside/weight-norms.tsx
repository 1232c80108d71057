/** The norm of each weight of a block and of its gradient: how large it is, and how strongly it is pulled. */
import type { Inspection } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatSignificant } from '../../text/format.ts';
import { Section } from '../section.tsx';
import classes from './inside.module.css';

export function WeightNorms({ weights }: { readonly weights: Inspection['weights'] }) {
  const entries = Object.entries(weights);
  if (entries.length === 0) return null;
  return (
    <Section title={message('inside.weights')}>
      <table className={classes.norms}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.hidden}>{message('inside.weights')}</span>
            </th>
            <th scope="col">{message('inside.norm')}</th>
            <th scope="col">{message('inside.gradient-norm')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, { shape, norm, gradientNorm }]) => (
            <tr key={name}>
              <th scope="row">
                {name} <code>{shape.join('×')}</code>
              </th>
              <td>{formatSignificant(norm)}</td>
              <td>{gradientNorm === null ? message('inside.frozen') : formatSignificant(gradientNorm)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
