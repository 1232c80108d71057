/** What goes into a recurrent block, drawn beside its traces: names of steps need none, a picture lies row by row, all else runs right. */
import { useMemo } from 'react';
import { largest } from '../../../charts/color-scale.ts';
import { Picture } from '../../../charts/picture.tsx';
import { Wave } from '../../../charts/wave.tsx';
import type { CheckedBlock } from '../../../check/report.ts';
import type { ExampleRef, Inspection, Probe } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { channelOf, volumeOf } from '../similarity.ts';
import { useInspection } from '../use-inspection.ts';
import classes from './step-input-picture.module.css';
import { turned } from './trace-picture.tsx';
import type { Sweep } from './traces.ts';

/** `words`: steps have names that are read downwards. `rows`: each step is a row of the example's picture. */
export type StepLayout = 'words' | 'rows' | 'lanes';

/** By the data block that the examples come from, and how many steps the block has with their padding. */
export function layoutOf(source: CheckedBlock, { inputs, outputs }: Inspection): StepLayout {
  const padded = (inputs.x ?? Object.values(outputs)[0])?.shape[0];
  const [type] = Object.values(source.outputs);
  if (type?.element.of === 'text') return 'words';
  const [, height] = type?.axes ?? [];
  return height?.name === 'H' && height.size === padded ? 'rows' : 'lanes';
}

export interface SourceProps {
  readonly source: CheckedBlock;
  readonly example: ExampleRef;
}

/** What the data block gives for the example; null where it gives others than the network sees. */
function useGiven({ source, example }: SourceProps): Probe | null {
  const outputs = useInspection(source.id, example)?.outputs;
  return (outputs && Object.values(outputs)[0]) ?? null;
}

/** The example's picture, as high as its steps. */
export function RowsPicture(props: SourceProps) {
  const given = useGiven(props);
  const volume = given && volumeOf(given);
  const values = useMemo(() => volume && channelOf(volume, 0), [volume]);
  if (!volume || !values) return <span />;
  return (
    <Picture
      values={values}
      rows={volume.rows}
      columns={volume.columns}
      scale="map"
      max={largest(values)}
      label={message('inside.input')}
      stretched
    />
  );
}

export interface LanesInputProps extends SourceProps {
  readonly inspection: Inspection;
  readonly sweep: Sweep;
}

/** A waveform or a series as a line, and what of it the block reads if that is something else, over the same time. */
export function LanesInput({ inspection, sweep: { steps }, ...from }: LanesInputProps) {
  const given = useGiven(from);
  const { inputs } = inspection;
  const [padded = 0, features = 1] = inputs.x?.shape ?? [];
  const read = useMemo(
    () => inputs.x?.values.subarray(0, steps * features) ?? new Float32Array(),
    [inputs, steps, features],
  );
  const source = useMemo(() => {
    if (given?.shape.length !== 2 || given.shape[1] !== 1) return null;
    // As much of it as the real steps are of all: padding is left out of both.
    return given.values.subarray(0, Math.round((given.values.length * steps) / Math.max(padded, 1)));
  }, [given, steps, padded]);
  const bands = useMemo(() => flipped(turned(read, steps, features), steps), [read, steps, features]);
  const isSource = features === 1 && source?.length === read.length;
  return (
    <div className={classes.input}>
      {source && (
        <div className={classes.wave}>
          <Wave values={source} label={message('inside.example')} />
        </div>
      )}
      {!isSource && features === 1 && read.length > 0 && (
        <div className={classes.wave}>
          <Wave values={read} label={message('inside.input')} />
        </div>
      )}
      {features > 1 && (
        <div className={classes.bands}>
          <Picture
            values={bands}
            rows={features}
            columns={steps}
            scale={bands.some((value) => value < 0) ? 'diverging' : 'map'}
            max={largest(bands)}
            label={message('inside.input')}
            stretched
          />
        </div>
      )}
    </div>
  );
}

/** Rows from the last to the first: low frequencies lie at the bottom. */
function flipped(values: Float32Array, columns: number): Float32Array {
  const rows = columns === 0 ? 0 : values.length / columns;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    turned.set(values.subarray(row * columns, (row + 1) * columns), (rows - 1 - row) * columns);
  return turned;
}
