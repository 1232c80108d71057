/** The kernels of a convolution as images on one diverging scale, and the chosen filter in numbers. */
import { Select } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { colorAt, inkOn, largest, placeOn } from '../../charts/color-scale.ts';
import { Picture, scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import type { Inspection } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatPercent, formatSignificant } from '../../text/format.ts';
import { Section } from '../section.tsx';
import classes from './inside.module.css';
import { ScaleBar } from './scale-bar.tsx';
import { channelOf, filterOf, kernelsOf, type Volume, volumeOf } from './similarity.ts';

export interface KernelsProps {
  readonly inspection: Inspection;
  readonly filter: number;
  readonly onFilter: (filter: number) => void;
}

/** Kernels with more cells than this are shown as images only. */
const readableCells = 49;
/** Filters drawn at once. */
const drawn = 64;

export function Kernels({ inspection, filter, onFilter }: KernelsProps) {
  const [channel, setChannel] = useState(0);
  if (!inspection.weights.weight) return null;
  const weight = kernelsOf(inspection.weights.weight);
  const [rows = 0, columns = 0, channels = 0, filters = 0] = weight.shape;
  const shown = Math.min(channel, channels - 1);
  const chosen = Math.min(filter, filters - 1);
  const max = largest(weight.values);
  const indices = Array.from({ length: Math.min(filters, drawn) }, (_, index) => index);
  return (
    <>
      <Section
        title={message('inside.kernels')}
        note={message('inside.kernels-note', { count: filters, shape: `${rows}×${columns}×${channels}` })}
      >
        {channels > 1 && (
          <Select
            className={classes.channel}
            label={message('inside.channel')}
            data={Array.from({ length: channels }, (_, index) => `${index + 1}`)}
            value={`${shown + 1}`}
            allowDeselect={false}
            onChange={(value) => setChannel(Number(value) - 1)}
          />
        )}
        <div className={classes.kernels}>
          {indices.map((index) => (
            <button
              key={index}
              type="button"
              className={classes.thumbnail}
              aria-pressed={index === chosen}
              aria-label={message('inside.kernel-label', { index: index + 1 })}
              onClick={() => onFilter(index)}
            >
              <Picture
                values={channelOf(filterOf(weight, index), shown)}
                rows={rows}
                columns={columns}
                scale="diverging"
                max={max}
                label=""
              />
            </button>
          ))}
        </div>
        <ScaleBar kind="diverging" from={-max} to={max} />
      </Section>
      <Filter inspection={inspection} kernel={filterOf(weight, chosen)} channel={shown} filter={chosen} max={max} />
    </>
  );
}

interface FilterProps {
  readonly inspection: Inspection;
  readonly kernel: Volume;
  readonly channel: number;
  readonly filter: number;
  readonly max: number;
}

function Filter({ inspection, kernel, channel, filter, max }: FilterProps) {
  const output = inspection.outputs.y && volumeOf(inspection.outputs.y);
  const map = output ? channelOf(output, filter) : new Float32Array();
  const active = map.length > 0 ? map.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / map.length : null;
  const bias = inspection.weights.bias?.values[filter];
  const gradient = inspection.weights.weight?.gradientNorm ?? null;
  return (
    <Section title={message('inside.filter', { index: filter + 1 })}>
      <div className={classes.filter}>
        <Numbers values={channelOf(kernel, channel)} columns={kernel.columns} max={max} />
        <dl className={classes.facts}>
          {bias !== undefined && <Fact label={message('inside.bias')} value={formatFixed(bias, 3)} />}
          {active !== null && <Fact label={message('inside.active')} value={formatPercent(active, 0)} />}
          <Fact
            label={message('inside.gradient')}
            value={gradient === null ? message('inside.frozen') : formatSignificant(gradient, 2)}
          />
        </dl>
      </div>
    </Section>
  );
}

export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface NumbersProps {
  readonly values: Float32Array;
  readonly columns: number;
  readonly max: number;
}

/** A small matrix with its numbers written on their colours. */
export function Numbers({ values, columns, max }: NumbersProps) {
  const tokens = useTokens();
  if (values.length > readableCells) {
    return (
      <div className={classes.numbersPicture}>
        <Picture
          values={values}
          rows={values.length / columns}
          columns={columns}
          scale="diverging"
          max={max}
          label=""
        />
      </div>
    );
  }
  const { stops } = scaleOf('diverging', tokens);
  const cells = Array.from(values, (value, index) => {
    const color = colorAt(stops, placeOn('diverging', value, max));
    return {
      id: `cell ${index}`,
      text: formatFixed(value, 2),
      style: { background: `rgb(${color.join(' ')})`, color: inkOn(color) },
    };
  });
  return (
    <div className={classes.numbers} style={{ '--columns': columns } as CSSProperties}>
      {cells.map(({ id, text, style }) => (
        <span key={id} style={style}>
          {text}
        </span>
      ))}
    </div>
  );
}
