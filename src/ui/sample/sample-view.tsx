/** One example, small: a picture, a few lines of text, a sound to play, symbols, or numbers. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { Picture } from '../../charts/picture.tsx';
import type { Samples } from '../../protocol/trainer.ts';
import { formatSignificant } from '../../text/format.ts';
import { pictureOf } from '../inside/use-samples.ts';
import { Clip } from './clip.tsx';
import { sampleKind } from './sample-kind.ts';
import classes from './sample-view.module.css';
import { Symbols } from './symbols.tsx';

export interface SampleViewProps {
  readonly spec: DatasetSpec;
  readonly samples: Samples;
  /** Which of them. */
  readonly position: number;
  readonly label: string;
}

export function SampleView({ spec, samples, position, label }: SampleViewProps) {
  const { shape, features, texts, steps } = samples;
  const size = shape.reduce((product, each) => product * each, 1);
  const values = features.subarray(position * size, (position + 1) * size);
  switch (sampleKind(spec)) {
    case 'text':
      return (
        <p className={classes.text} title={texts?.[position]}>
          {texts?.[position]}
        </p>
      );
    case 'picture': {
      const [rows = 1, columns = 1] = shape;
      const picture = pictureOf(samples, position) ?? values;
      return <Picture values={picture} rows={rows} columns={columns} scale="map" max={1} label={label} />;
    }
    case 'clip':
      return (
        <div className={classes.clip}>
          <Clip values={values} label={label} />
        </div>
      );
    case 'symbols':
      return <Symbols names={steps?.[position] ?? []} label={label} />;
    default:
      return (
        <code className={classes.numbers}>
          {Array.from(values.subarray(0, 8), (value) => formatSignificant(value, 2)).join('  ')}
        </code>
      );
  }
}
