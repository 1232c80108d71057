/** The chosen example of a sequence: a text as it is written or a sound as a line, the ones beside it, and what the network says. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Shuffle } from 'lucide-react';
import { useMemo } from 'react';
import { largest } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import { Wave } from '../../charts/wave.tsx';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { Arrows } from '../arrows.tsx';
import { Section } from '../section.tsx';
import { Answer } from './answer.tsx';
import { chooseExample, useExample } from './example.ts';
import { GivenChoice } from './given-example.tsx';
import classes from './one-example.module.css';
import { turned } from './recurrent/trace-picture.tsx';
import type { RunData } from './run-data.ts';
import { useSamples } from './use-samples.ts';

export interface OneExampleProps {
  readonly document: Document;
  readonly data: RunData;
  /** What stands at the steps of the block that is looked at; null where steps have no names. */
  readonly names: readonly string[] | null;
}

export function OneExample({ document, data, names }: OneExampleProps) {
  const { index } = useExample(data);
  const samples = useSamples(document, data, index, data.isOfSet ? 1 : 0);
  const { inspected: count, part, spec } = data;
  const label = samples?.labels[0];
  return (
    <Section
      title={message('inside.example')}
      note={message('inside.example-place', { part, index: formatInteger(index + 1), count: formatInteger(count) })}
      action={
        <Tooltip label={message('inside.another')}>
          <ActionIcon
            variant="subtle"
            size={22}
            aria-label={message('inside.another')}
            onClick={() => chooseExample(Math.floor(Math.random() * count))}
          >
            <Shuffle size={14} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <GivenChoice data={data} />
      <div className={classes.row}>
        {data.isOfSet ? <Content samples={samples} /> : <Cut names={names} />}
        <Arrows of="example" index={index} count={count} go={chooseExample} framed />
      </div>
      <Answer data={data} truth={label === undefined ? null : (spec.classes[label] ?? null)} />
    </Section>
  );
}

/** Cut from the data set: its steps in a row. */
function Cut({ names }: { readonly names: readonly string[] | null }) {
  if (names === null) return <span className={classes.cut}>{message('inside.cut-example')}</span>;
  const between = names.every((name) => [...name].length <= 1) ? '' : ' ';
  const text = names.join(between).replaceAll(/[␣↵]/g, ' ');
  return (
    <span className={classes.text} title={text}>
      {text}
    </span>
  );
}

function Content({ samples }: { readonly samples: Samples | null }) {
  const [text] = samples?.texts ?? [];
  if (text !== undefined) {
    return (
      <span className={classes.text} title={text}>
        {text}
      </span>
    );
  }
  return <span className={classes.series}>{samples && <Series samples={samples} />}</span>;
}

/** One number a step as a line, more of them as a picture in which time runs right. */
function Series({ samples: { features, shape } }: { readonly samples: Samples }) {
  const [steps = 0, size = 1] = shape;
  const label = message('inside.example');
  const values = useMemo(() => turned(features, steps, size), [features, steps, size]);
  if (size === 1) return <Wave values={features} label={label} />;
  const scale = values.some((value) => value < 0) ? 'diverging' : 'map';
  return (
    <Picture values={values} rows={size} columns={steps} scale={scale} max={largest(values)} label={label} stretched />
  );
}
