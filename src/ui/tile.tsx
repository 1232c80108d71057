/** The coloured square with a block's icon: the only place where a family's hue appears. */
import type { Family } from '../blocks/define.ts';
import { iconOf } from './icons.ts';
import classes from './tile.module.css';

type TileSize = 18 | 24 | 32;

const iconSizes: { readonly [K in TileSize]: number } = { 18: 12, 24: 15, 32: 18 };

export function Tile(props: { family: Family | null; icon: string; size?: TileSize; grey?: boolean }) {
  const { family, icon, size = 24, grey = false } = props;
  const Icon = iconOf(icon);
  return (
    <span
      className={classes.tile}
      data-family={grey ? undefined : (family ?? undefined)}
      data-size={size}
      aria-hidden="true"
    >
      <Icon size={iconSizes[size]} strokeWidth={1.75} />
    </span>
  );
}
