/** Small pictures inside a node on the canvas: what the selected block gives on the chosen example, or a data block's examples. */
import { useMemo } from 'react';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import type { Document } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { useRuns } from '../store/runs.ts';
import classes from './block-preview.module.css';
import { useExample } from './example.ts';
import { dataOf, type RunData } from './run-data.ts';
import { channelOf, volumeOf } from './similarity.ts';
import { useInspection } from './use-inspection.ts';
import { pictureOf, useSamples } from './use-samples.ts';

/** Examples in a node: a row of four. */
const examplesShown = 4;
/** Maps in a node: two rows of four. */
const mapsShown = 8;

/** Nothing before there is a run, and for blocks whose output is no picture. */
export function BlockPreview({ block, selected }: { readonly block: string; readonly selected: boolean }) {
  const trained = useRuns((runs) => runs.current?.document ?? null);
  const data = useMemo(() => trained && dataOf(trained), [trained]);
  if (trained === null || data === null) return null;
  if (data.id === block) return <ExamplesPreview document={trained} data={data} />;
  return selected ? <MapsPreview block={block} data={data} /> : null;
}

function ExamplesPreview({ document, data }: { readonly document: Document; readonly data: RunData }) {
  const { first } = useExample(data);
  const samples = useSamples(document, data, first, examplesShown);
  if (samples?.shape.length !== 3) return null;
  const [rows = 1, columns = 1] = samples.shape;
  return (
    <div className={classes.preview}>
      {samples.indices.map((index, position) => (
        <Picture
          key={index}
          values={pictureOf(samples, position) ?? []}
          rows={rows}
          columns={columns}
          scale="map"
          max={1}
          label={message('inside.example-number', { index: index + 1 })}
        />
      ))}
    </div>
  );
}

function MapsPreview({ block, data }: { readonly block: string; readonly data: RunData }) {
  const { example } = useExample(data);
  const output = useInspection(block, example)?.outputs.y;
  const volume = output ? volumeOf(output) : null;
  if (!volume || volume.rows === 1) return null;
  const max = largest(volume.values);
  const scale = volume.values.some((value) => value < 0) ? 'diverging' : 'map';
  return (
    <div className={classes.preview}>
      {Array.from({ length: Math.min(volume.channels, mapsShown) }, (_, index) => index).map((index) => (
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
