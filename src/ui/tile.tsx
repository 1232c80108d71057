/** The coloured square with a block's icon: the only place where a family's hue appears. */
import type { Family } from '../blocks/define.ts';
import { iconOf } from './icons.ts';
import classes from './tile.module.css';

export function Tile(props: { family: Family | null; icon: string; size?: 14 | 20 | 24 | 32; grey?: boolean }) {
  const { family, icon, size = 24, grey = false } = props;
  const Icon = iconOf(icon);
  return (
    <span
      className={classes.tile}
      data-family={grey ? undefined : (family ?? undefined)}
      data-size={size}
      aria-hidden="true"
    >
      <Icon size={Math.round(size * 0.58)} strokeWidth={1.75} />
    </span>
  );
}
