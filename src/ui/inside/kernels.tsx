/** The kernels of a convolution as images on one diverging scale. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import type { Inspection } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import classes from './inside.module.css';
import { ScaleBar } from './scale-bar.tsx';
import { channelOf, filterOf, kernelsOf } from './similarity.ts';

export interface KernelsProps {
  readonly inspection: Inspection;
  readonly filter: number;
  readonly onFilter: (filter: number) => void;
}

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
  );
}
