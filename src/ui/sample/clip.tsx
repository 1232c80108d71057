/** A sound as its waveform, with a button that plays it. */
import { Play, Square } from 'lucide-react';
import { clipRate } from '../../blocks/data/sound-sets.ts';
import { Wave } from '../../charts/wave.tsx';
import { message } from '../../text/catalog.ts';
import classes from './clip.module.css';
import { usePlaying } from './play.ts';

export interface ClipProps {
  readonly values: Float32Array;
  /** What it is: a screen reader hears it of the picture and of the button. */
  readonly label: string;
}

export function Clip({ values, label }: ClipProps) {
  const [plays, toggle] = usePlaying(values, clipRate);
  const Icon = plays ? Square : Play;
  return (
    <div className={classes.clip}>
      <button
        type="button"
        className={classes.play}
        aria-label={message(plays ? 'use.stop-playing' : 'use.play', { label })}
        onClick={toggle}
      >
        <Icon size={12} strokeWidth={2} aria-hidden="true" />
      </button>
      <div className={classes.wave}>
        <Wave values={values} label={label} />
      </div>
    </div>
  );
}
