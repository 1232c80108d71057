/** Points in the plane: one colour and one shape for each class, so that they are told apart without colour, too. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatFixed, formatInteger } from '../../../text/format.ts';
import classes from './data-panel.module.css';

/** Side of the drawing in its own units, and half of a point's. */
const side = 200;
const half = 1.8;
const inner = side - 4 * half;

export interface ScatterProps {
  readonly samples: Samples;
  readonly spec: DatasetSpec;
  /** Points of the part: not all of them may be drawn. */
  readonly total: number;
}

export function Scatter({ samples, spec, total }: ScatterProps) {
  const { features, labels } = samples;
  const [x, y] = [rangeOf(features, 0), rangeOf(features, 1)];
  // One scale for both axes, so that a circle is round.
  const scale = inner / Math.max(x.most - x.least, y.most - y.least, 1e-9);
  const across = (index: number): number => 2 * half + ((features[2 * index] ?? 0) - x.least) * scale;
  const up = (index: number): number => 2 * half + (y.most - (features[2 * index + 1] ?? 0)) * scale;
  const width = (x.most - x.least) * scale + 4 * half;
  const height = (y.most - y.least) * scale + 4 * half;
  const paths = spec.classes.map((_, label) =>
    labels.map((each, index) => (each === label ? mark(label, across(index), up(index)) : '')).join(''),
  );
  const [nameX = 'x', nameY = 'y'] = spec.features;
  const count = formatInteger(labels.length);
  return (
    <figure className={classes.scatter}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img">
        <title>{message('data.scatter', { count, title: spec.title, x: nameX, y: nameY })}</title>
        {spec.classes.map((name, label) => (
          <path key={name} className={classes.points} data-class={label % 2} d={paths[label]} />
        ))}
      </svg>
      <figcaption>
        {spec.classes.map((name, label) => (
          <span key={name}>
            <svg viewBox="0 0 8 8" width={10} height={10} aria-hidden="true">
              <path className={classes.points} data-class={label % 2} d={mark(label, 4, 4, 2)} />
            </svg>
            {message('data.class-name', { name })}
          </span>
        ))}
        <span>{message(labels.length < total ? 'data.points-first' : 'data.points-all', { count })}</span>
        <span>{extentText(nameX, x)}</span>
        <span>{extentText(nameY, y)}</span>
      </figcaption>
    </figure>
  );
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(features: Float32Array, axis: 0 | 1): Range {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = axis; i < features.length; i += 2) {
    least = Math.min(least, features[i] as number);
    most = Math.max(most, features[i] as number);
  }
  return { least, most };
}

const extentText = (axis: string, { least, most }: Range): string =>
  message('data.extent', { axis, least: formatFixed(least, 1), most: formatFixed(most, 1) });

/** A disc for classes of an even number, a diamond for the others. */
function mark(label: number, x: number, y: number, zoom = 1): string {
  const radius = half * zoom;
  const round = `${radius} ${radius} 0 1 0`;
  const at = (dx: number, dy: number): string => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
  if (label % 2 === 0) return `M${at(-radius, 0)}a${round} ${2 * radius} 0a${round} ${-2 * radius} 0z`;
  const arm = 1.3 * radius;
  return `M${at(0, -arm)}L${at(arm, 0)}L${at(0, arm)}L${at(-arm, 0)}z`;
}
