/** A row of real examples to look at the network with; one choice for every block. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Shuffle } from 'lucide-react';
import { Picture } from '../../charts/picture.tsx';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { exampleStore, offered, useExample } from './example.ts';
import classes from './inside.module.css';
import { pictureOf, useSamples } from './use-samples.ts';

export interface ExamplesProps {
  readonly document: Document;
  /** Path of the data block whose examples are offered. */
  readonly dataBlock: string;
  readonly classNames: readonly string[];
  /** Examples in the inspected part. */
  readonly count: number;
}

export function Examples({ document, dataBlock, classNames, count }: ExamplesProps) {
  const first = useExample((state) => state.first);
  const chosen = useExample((state) => (state.example.kind === 'sample' ? state.example.index : -1));
  const samples = useSamples(document, dataBlock, first, offered);
  const shuffle = () => exampleStore.getState().showFrom(Math.floor(Math.random() * Math.max(count - offered, 1)));
  return (
    <Section
      title={message('inside.example')}
      note={message('inside.example-range', {
        first: formatInteger(first + 1),
        last: formatInteger(Math.min(first + offered, count)),
        count: formatInteger(count),
      })}
      action={
        <Tooltip label={message('inside.shuffle')}>
          <ActionIcon variant="subtle" size={22} aria-label={message('inside.shuffle')} onClick={shuffle}>
            <Shuffle size={14} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <div className={classes.examples}>
        {samples?.indices.map((index, i) => (
          <button
            key={index}
            type="button"
            className={classes.example}
            aria-pressed={index === chosen}
            aria-label={message('inside.example-label', {
              index: index + 1,
              label: classNames[samples.labels[i] ?? 0] ?? '',
            })}
            onClick={() => exampleStore.getState().choose(index)}
          >
            <Thumbnail samples={samples} position={i} />
          </button>
        ))}
      </div>
    </Section>
  );
}

/** An image as a picture, a row of a table as its first numbers. */
function Thumbnail({ samples, position }: { readonly samples: Samples; readonly position: number }) {
  const { shape, features } = samples;
  const picture = pictureOf(samples, position);
  const [rows = 1, columns = 1] = shape;
  if (picture) return <Picture values={picture} rows={rows} columns={columns} scale="map" max={1} label="" />;
  const size = shape.reduce((product, each) => product * each, 1);
  return (
    <span className={classes.exampleText}>
      {Array.from(features.subarray(position * size, position * size + 2), (value) => formatFixed(value, 2)).join(' ')}
    </span>
  );
}
