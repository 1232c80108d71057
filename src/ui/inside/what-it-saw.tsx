/** The pixel under the pointer explained: a convolution's patch, kernel and product, or a pool's winner. */

import type { Sees } from '../../blocks/define.ts';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import type { CheckedBlock } from '../../check/report.ts';
import type { Inspection } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatSignificant } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { geometryOf, seesOf } from './geometry.ts';
import classes from './inside.module.css';
import { Fact, Numbers } from './kernels.tsx';
import type { MapPoint } from './maps.tsx';
import {
  channelOf,
  compare,
  filterOf,
  frameOf,
  kernelsOf,
  patchAt,
  type Volume,
  volumeOf,
  type WindowGeometry,
  winnerOf,
} from './similarity.ts';

export interface WhatItSawProps {
  readonly block: CheckedBlock;
  readonly inspection: Inspection;
  readonly point: MapPoint | null;
}

export function WhatItSaw({ block, inspection, point }: WhatItSawProps) {
  const sees = seesOf(block);
  const input = inspection.inputs.x && volumeOf(inspection.inputs.x);
  if (!sees || !input) return null;
  if (point === null) {
    return (
      <Section title={message('inside.where-in-input')}>
        <p className={classes.hint}>{message(sees.how === 'compare' ? 'inside.point' : 'inside.point-pool')}</p>
      </Section>
    );
  }
  const Explained = explanations[sees.how];
  return (
    <Section
      title={message('inside.where-in-input')}
      note={message('inside.similarity', { row: point.row + 1, column: point.column + 1, map: point.map + 1 })}
    >
      <Explained block={block} geometry={geometryOf(sees, input)} inspection={inspection} input={input} point={point} />
    </Section>
  );
}

interface ExplainedProps {
  readonly block: CheckedBlock;
  readonly geometry: WindowGeometry;
  readonly inspection: Inspection;
  readonly input: Volume;
  readonly point: MapPoint;
}

function Compared({ block, geometry, inspection, input, point }: ExplainedProps) {
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
  const bias = inspection.weights.bias?.values[point.map] ?? 0;
  const output = inspection.outputs.y && volumeOf(inspection.outputs.y);
  const result = output?.values[(point.row * output.columns + point.column) * output.channels + point.map];
  const activation = String(block.params.activation ?? 'none');
  // Of many channels the one that adds most is drawn.
  const channel = strongestChannel(product);
  return (
    <>
      <div className={classes.triptych}>
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
      <dl className={classes.facts}>
        <Fact label={message('inside.sum')} value={formatSignificant(sum)} />
        <Fact label={message('inside.plus-bias')} value={formatSignificant(sum + bias)} />
        {activation !== 'none' && result !== undefined && (
          <Fact label={message('inside.result', { activation })} value={formatSignificant(result)} />
        )}
        <Fact
          label={message('inside.cosine')}
          value={cosine === null ? message('inside.cosine-none') : formatFixed(cosine, 3)}
        />
      </dl>
    </>
  );
}

function Picked({ geometry, input, point }: ExplainedProps) {
  const winner = winnerOf(input, geometry, point, point.map);
  if (!winner) return null;
  const patch = patchAt(input, geometry, point, point.map, 1);
  return (
    <>
      <div className={classes.triptych}>
        <InputPicture input={input} channel={point.map} frame={{ from: winner.cell, rows: 1, columns: 1 }} />
        <Panel title={message('inside.patch')} volume={patch} channel={0} />
      </div>
      <dl className={classes.facts}>
        <Fact
          label={message('inside.winner')}
          value={message('inside.winner-value', {
            value: formatSignificant(winner.value),
            row: winner.cell.row + 1,
            column: winner.cell.column + 1,
          })}
        />
      </dl>
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
    <figure className={classes.panel}>
      <Picture
        values={values}
        rows={input.rows}
        columns={input.columns}
        scale={signed ? 'diverging' : 'map'}
        max={largest(values)}
        label={message('inside.input-maps')}
        frame={frame}
      />
      <figcaption>{message('inside.input-maps')}</figcaption>
    </figure>
  );
}

function Panel({
  title,
  volume,
  channel,
}: {
  readonly title: string;
  readonly volume: Volume;
  readonly channel: number;
}) {
  const values = channelOf(volume, channel);
  return (
    <figure className={classes.panel}>
      <Numbers values={values} columns={volume.columns} max={largest(values)} />
      <figcaption>{title}</figcaption>
    </figure>
  );
}

function strongestChannel(product: Volume): number {
  let strongest = 0;
  let most = -1;
  for (let channel = 0; channel < product.channels; channel++) {
    const strength = Math.abs(channelOf(product, channel).reduce((sum, value) => sum + value, 0));
    if (strength > most) [strongest, most] = [channel, strength];
  }
  return strongest;
}
