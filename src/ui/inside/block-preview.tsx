/** Small pictures inside a node on the canvas: what the selected block gives on the chosen example, or a data block's examples. */
import { useMemo } from 'react';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import { Wave } from '../../charts/wave.tsx';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { useRuns } from '../store/runs.ts';
import classes from './block-preview.module.css';
import { useExample } from './example.ts';
import { StepsPreview, tracePreviewed } from './recurrent/steps-preview.tsx';
import type { RunData } from './run-data.ts';
import { channelOf, volumeOf } from './similarity.ts';
import { useLookedAt } from './use-looked-at.ts';
import { useRunData } from './use-run-data.ts';
import { pictureOf, useSamples } from './use-samples.ts';

/** Examples in a node: a row of four. */
const examplesShown = 4;
/** Texts or sounds in a node, below one another. */
const linesShown = 3;
/** Maps in a node: two rows of four. */
const mapsShown = 8;

/** Nothing before there is a run, and for blocks whose output is no picture. */
export function BlockPreview({ block, selected }: { readonly block: string; readonly selected: boolean }) {
  const trained = useRuns((runs) => runs.current?.document ?? null);
  const data = useRunData();
  if (trained === null || data === null) return null;
  if (data.id === block) return <ExamplesPreview document={trained} data={data} />;
  return selected ? <OutputPreview block={block} /> : null;
}

function ExamplesPreview({ document, data }: { readonly document: Document; readonly data: RunData }) {
  const { first } = useExample(data);
  const samples = useSamples(document, data, first, examplesShown);
  if (samples?.texts) return <TextsPreview texts={samples.texts} />;
  if (samples?.shape.length === 2 && samples.shape[1] === 1) return <WavesPreview samples={samples} />;
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

function TextsPreview({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className={classes.texts}>
      {texts.slice(0, linesShown).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function WavesPreview({ samples: { features, shape, indices } }: { readonly samples: Samples }) {
  const [length = 0] = shape;
  return (
    <div className={classes.waves}>
      {indices.slice(0, linesShown).map((index, position) => (
        <Wave
          key={index}
          values={features.subarray(position * length, (position + 1) * length)}
          label={message('inside.example-number', { index: index + 1 })}
        />
      ))}
    </div>
  );
}

function OutputPreview({ block }: { readonly block: string }) {
  const { checked, inspection } = useLookedAt(block);
  const trace = useMemo(
    () => (checked && inspection ? tracePreviewed(checked, inspection) : null),
    [checked, inspection],
  );
  const output = inspection?.outputs.y;
  if (trace) return <StepsPreview trace={trace} />;
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
