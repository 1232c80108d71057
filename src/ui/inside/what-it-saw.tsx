/** One number of an output explained: a convolution's patch, kernel and product, or a max-pool's winner. */
import { activationOptions } from '../../blocks/activations.ts';
import type { Sees } from '../../blocks/define.ts';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import type { CheckedBlock } from '../../check/report.ts';
import type { Inspection } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatPercent, formatSignificant } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { type Fact, Facts } from './facts.tsx';
import { geometryOf } from './geometry.ts';
import classes from './inside.module.css';
import type { MapPoint } from './maps.tsx';
import { Numbers } from './numbers.tsx';
import {
  channelOf,
  compare,
  filterOf,
  frameOf,
  kernelsOf,
  patchAt,
  type Volume,
  type WindowGeometry,
  winnerOf,
} from './similarity.ts';

export interface WhatItSawProps {
  readonly block: CheckedBlock;
  readonly sees: Sees;
  readonly inspection: Inspection;
  readonly input: Volume;
  readonly output: Volume;
  readonly point: MapPoint;
}

export function WhatItSaw({ sees, ...rest }: WhatItSawProps) {
  const { point, input } = rest;
  const Explained = explanations[sees.how];
  const title = sees.how === 'compare' ? 'inside.filter' : 'inside.map-label';
  return (
    <Section
      title={message(title, { index: point.map + 1 })}
      note={message('inside.point', { row: point.row + 1, column: point.column + 1 })}
    >
      <Explained geometry={geometryOf(sees, input)} {...rest} />
    </Section>
  );
}

interface ExplainedProps extends Omit<WhatItSawProps, 'sees'> {
  readonly geometry: WindowGeometry;
}

function Compared({ block, geometry, inspection, input, output, point }: ExplainedProps) {
  if (!inspection.weights.weight) return null;
  const weight = kernelsOf(inspection.weights.weight);
  const kernel = filterOf(weight, point.map);
  const filters = weight.shape[3] ?? 1;
  // With groups a filter sees only the channels of its own group.
  const groups = input.channels / kernel.channels;
  const group = Math.floor((point.map * groups) / filters);
  const first = group * kernel.channels;
  const patch = patchAt(input, geometry, point, first, kernel.channels);
  const { product, sum, cosine } = compare(patch, kernel);
  // Of many channels the one that adds most is drawn.
  const channel = strongestChannel(product);
  const bias = inspection.weights.bias?.values[point.map];
  const map = channelOf(output, point.map);
  const active = map.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / map.length;
  const activation = activationOptions.find(({ value }) => value === block.params.activation)?.label;
  const facts: (Fact | false)[] = [
    { label: message('inside.sum'), value: formatSignificant(sum) },
    bias !== undefined && { label: message('inside.bias'), value: formatSignificant(bias) },
    bias !== undefined && { label: message('inside.plus-bias'), value: formatSignificant(sum + bias) },
    activation !== undefined && {
      label: message('inside.result', { activation }),
      value: formatSignificant(map[point.row * output.columns + point.column] ?? 0),
    },
    {
      label: message('inside.cosine'),
      value: cosine === null ? message('inside.cosine-none') : formatFixed(cosine, 3),
    },
    { label: message('inside.active'), value: formatPercent(active, 0) },
  ];
  return (
    <>
      <div className={classes.panels}>
        <InputPicture input={input} channel={first + channel} frame={frameOf(input, geometry, point)} />
        <Panel title={message('inside.patch')} volume={patch} channel={channel} />
        <Panel title={message('inside.kernel')} volume={kernel} channel={channel} />
        <Panel title={message('inside.product')} volume={product} channel={channel} />
      </div>
      {kernel.channels > 1 && (
        <p className={classes.hint}>
          {message('inside.patch-channel', { channel: first + channel + 1, count: kernel.channels })}
        </p>
      )}
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </>
  );
}

function Picked({ geometry, input, point }: ExplainedProps) {
  const winner = winnerOf(input, geometry, point, point.map);
  if (!winner) return null;
  const patch = patchAt(input, geometry, point, point.map, 1);
  return (
    <>
      <div className={classes.panels}>
        <InputPicture input={input} channel={point.map} frame={frameOf(input, geometry, point)} />
        <Panel title={message('inside.patch')} volume={patch} channel={0} marked={winner.position} />
      </div>
      <Facts
        facts={[
          { label: message('inside.winner'), value: formatSignificant(winner.value) },
          {
            label: message('inside.winner-place'),
            value: message('inside.winner-place-value', { row: winner.cell.row + 1, column: winner.cell.column + 1 }),
          },
        ]}
      />
    </>
  );
}

const explanations: { readonly [H in Sees['how']]: (props: ExplainedProps) => React.ReactNode } = {
  compare: Compared,
  pick: Picked,
};

interface InputPictureProps {
  readonly input: Volume;
  readonly channel: number;
  readonly frame: ReturnType<typeof frameOf>;
}

function InputPicture({ input, channel, frame }: InputPictureProps) {
  const values = channelOf(input, channel);
  const signed = values.some((value) => value < 0);
  return (
    <figure className={`${classes.panel} ${classes.input}`}>
      <Picture
        values={values}
        rows={input.rows}
        columns={input.columns}
        scale={signed ? 'diverging' : 'map'}
        max={largest(values)}
        label={message('inside.input')}
        frame={frame}
      />
      <figcaption>{message('inside.input')}</figcaption>
    </figure>
  );
}

interface PanelProps {
  readonly title: string;
  readonly volume: Volume;
  readonly channel: number;
  readonly marked?: number;
}

function Panel({ title, volume, channel, marked }: PanelProps) {
  const values = channelOf(volume, channel);
  return (
    <figure className={classes.panel}>
      <Numbers
        values={values}
        columns={volume.columns}
        max={largest(values)}
        label={title}
        {...(marked !== undefined && { marked })}
      />
      <figcaption>{title}</figcaption>
    </figure>
  );
}

/** The channel that adds most to the sum, whichever its sign. */
function strongestChannel(product: Volume): number {
  let strongest = 0;
  let most = -1;
  for (let channel = 0; channel < product.channels; channel++) {
    const strength = Math.abs(channelOf(product, channel).reduce((sum, value) => sum + value, 0));
    if (strength > most) [strongest, most] = [channel, strength];
  }
  return strongest;
}
