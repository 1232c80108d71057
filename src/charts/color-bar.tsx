/** The colours of a scale with what stands at its ends. */
import classes from './color-bar.module.css';
import type { ScaleKind } from './color-scale.ts';
import { scaleOf } from './picture.tsx';
import { useTokens } from './tokens.ts';

export interface ColorBarProps {
  readonly kind: ScaleKind;
  readonly from: string;
  readonly to: string;
  /** What a screen reader calls it. */
  readonly label: string;
}

export function ColorBar({ kind, from, to, label }: ColorBarProps) {
  const { stops } = scaleOf(kind, useTokens());
  const colors = stops.map((color) => `rgb(${color.join(' ')})`).join(', ');
  return (
    <span className={classes.bar} role="img" aria-label={label}>
      <span>{from}</span>
      <span className={classes.colors} style={{ backgroundImage: `linear-gradient(to right, ${colors})` }} />
      <span>{to}</span>
    </span>
  );
}
