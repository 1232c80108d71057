/** What a person typed, drew or spoke in “Use it”, as the example that is looked at. */
import { SegmentedControl } from '@mantine/core';
import { Picture } from '../../charts/picture.tsx';
import { Wave } from '../../charts/wave.tsx';
import { type MessageKey, message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { Answer } from './answer.tsx';
import { chooseGiven, type GivenRef, useExample } from './example.ts';
import classes from './one-example.module.css';
import type { RunData } from './run-data.ts';

/** `What you typed` */
export function givenName({ cell }: GivenRef, { spec }: RunData): string {
  const made = spec.axes.includes('T') ? 'inside.given-sound' : 'inside.given-drawing';
  const key: MessageKey = 'text' in cell ? 'inside.given-text' : made;
  return message(key);
}

/** Between the data set and what was given; nothing before something was. */
export function GivenChoice({ data }: { readonly data: RunData }) {
  const { given, isGiven } = useExample(data);
  if (given === null) return null;
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      mb={8}
      aria-label={message('inside.example-from')}
      value={isGiven ? 'given' : 'data'}
      onChange={(value) => chooseGiven(value === 'given')}
      data={[
        { value: 'data', label: message('inside.from-data') },
        { value: 'given', label: givenName(given, data) },
      ]}
    />
  );
}

export interface GivenExampleProps {
  readonly data: RunData;
  readonly given: GivenRef;
}

export function GivenExample({ data, given }: GivenExampleProps) {
  return (
    <Section title={message('inside.example')}>
      <GivenChoice data={data} />
      <div className={classes.row}>
        <Given data={data} given={given} />
      </div>
      <Answer data={data} truth={null} />
    </Section>
  );
}

function Given({ data, given }: GivenExampleProps) {
  const { cell } = given;
  if ('text' in cell) {
    return (
      <span className={classes.text} title={cell.text}>
        {cell.text}
      </span>
    );
  }
  const label = givenName(given, data);
  const [rows = 1, columns = 1, channels] = data.spec.shape;
  if (channels === undefined) {
    return (
      <span className={classes.series}>
        <Wave values={cell.values} label={label} />
      </span>
    );
  }
  return (
    <span className={classes.drawing}>
      <Picture values={cell.values} rows={rows} columns={columns} scale="map" max={1} label={label} />
    </span>
  );
}
