/** What a block gives on the chosen example, small, inside its node on the canvas. */
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import { message } from '../../text/catalog.ts';
import { useRuns } from '../store/runs.ts';
import classes from './block-preview.module.css';
import { useExample } from './example.ts';
import { channelOf, volumeOf } from './similarity.ts';
import { useInspection } from './use-inspection.ts';

/** Maps in a node: two rows of four. */
const shown = 8;

/** Nothing before there is a run, and for blocks whose output is no picture. */
export function BlockPreview({ block }: { readonly block: string }) {
  const trained = useRuns((runs) => runs.current !== null);
  const example = useExample((state) => state.example);
  const inspection = useInspection(trained ? block : null, example);
  const output = inspection && (inspection.outputs.y ?? inspection.outputs.image);
  const volume = output ? volumeOf(output) : null;
  if (!volume || volume.rows === 1) return null;
  const max = largest(volume.values);
  const scale = volume.values.some((value) => value < 0) ? 'diverging' : 'map';
  return (
    <div className={classes.preview}>
      {Array.from({ length: Math.min(volume.channels, shown) }, (_, index) => index).map((index) => (
        <Picture
          key={index}
          values={channelOf(volume, index)}
          rows={volume.rows}
          columns={volume.columns}
          scale={scale}
          max={max}
          label={message('inside.map-label', { index: index + 1 })}
        />
      ))}
    </div>
  );
}
