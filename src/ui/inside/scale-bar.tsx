/** The colours of a scale with the values at its ends. */
import type { ScaleKind } from '../../charts/color-scale.ts';
import { scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import { message } from '../../text/catalog.ts';
import { formatSignificant } from '../../text/format.ts';
import classes from './inside.module.css';

export interface ScaleBarProps {
  readonly kind: ScaleKind;
  readonly from: number;
  readonly to: number;
}

export function ScaleBar({ kind, from, to }: ScaleBarProps) {
  const { stops } = scaleOf(kind, useTokens());
  const colors = stops.map((color) => `rgb(${color.join(' ')})`).join(', ');
  const ends = {
    from: formatSignificant(from, 2),
    to: `${kind === 'diverging' ? '+' : ''}${formatSignificant(to, 2)}`,
  };
  return (
    <div className={classes.scale} role="img" aria-label={message('inside.scale', ends)}>
      <span>{ends.from}</span>
      <span className={classes.scaleColors} style={{ backgroundImage: `linear-gradient(to right, ${colors})` }} />
      <span>{ends.to}</span>
    </div>
  );
}
