/** The colours of a scale with the values at its ends. */
import { ColorBar } from '../../charts/color-bar.tsx';
import type { ScaleKind } from '../../charts/color-scale.ts';
import { message } from '../../text/catalog.ts';
import { formatSignificant } from '../../text/format.ts';
import classes from './inside.module.css';

export interface ScaleBarProps {
  readonly kind: ScaleKind;
  readonly from: number;
  readonly to: number;
}

export function ScaleBar({ kind, from, to }: ScaleBarProps) {
  const ends = {
    from: formatSignificant(from, 2),
    to: `${kind === 'diverging' ? '+' : ''}${formatSignificant(to, 2)}`,
  };
  return (
    <div className={classes.scale}>
      <ColorBar kind={kind} {...ends} label={message('inside.scale', ends)} />
    </div>
  );
}
