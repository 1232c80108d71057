/** A row of real examples to look at the network with; one choice for every block. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Shuffle } from 'lucide-react';
import { Picture } from '../../charts/picture.tsx';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { chooseExample, offered, showExamplesFrom, useExample } from './example.ts';
import { GivenChoice, GivenExample } from './given-example.tsx';
import classes from './inside.module.css';
import { OneExample, type OneExampleProps } from './one-example.tsx';
import type { RunData } from './run-data.ts';
import { pictureOf, useSamples } from './use-samples.ts';

export interface ExamplesProps {
  readonly document: Document;
  readonly data: RunData;
}

/** Pictures and rows of a table stand side by side; a sequence, or what a person gave, stands alone. */
export function Examples(props: OneExampleProps) {
  const { isOfSet, spec } = props.data;
  const { given, isGiven } = useExample(props.data);
  if (given && isGiven) return <GivenExample data={props.data} given={given} />;
  const isSequence = spec.axes.includes('T') || spec.axes.length === 0;
  return isSequence || !isOfSet ? <OneExample {...props} /> : <ExampleRow {...props} />;
}

function ExampleRow({ document, data }: ExamplesProps) {
  const { index: chosen, first } = useExample(data);
  const samples = useSamples(document, data, first, offered);
  const { inspected: count, spec } = data;
  const shuffle = () => showExamplesFrom(Math.floor(Math.random() * Math.max(count - offered, 1)));
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
      <GivenChoice data={data} />
      <div className={classes.examples}>
        {samples?.indices.map((index, i) => (
          <button
            key={index}
            type="button"
            className={classes.example}
            aria-pressed={index === chosen}
            aria-label={message('inside.example-label', {
              index: index + 1,
              label: spec.classes[samples.labels[i] ?? 0] ?? '',
            })}
            onClick={() => chooseExample(index)}
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
