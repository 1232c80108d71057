/** Walks through time: to the first step, one back, any, one on, to the last. */
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import type { SequenceInfo } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { ArrowButton } from '../arrow-button.tsx';
import { pointAt } from '../inside/recurrent/cursor.ts';
import { stepName } from '../inside/recurrent/step-names.ts';
import type { Answer } from './answers.ts';
import classes from './stepper.module.css';

export interface StepperProps {
  readonly step: number;
  readonly steps: number;
  readonly sequence: SequenceInfo | null;
  /** What the network says after this step; null where it says nothing. */
  readonly answer: Answer | null;
}

export function Stepper({ step, steps, sequence, answer }: StepperProps) {
  const last = steps - 1;
  const name = stepName(sequence, step);
  return (
    <div className={classes.stepper} role="toolbar" aria-label={message('inside.stepper')}>
      <ArrowButton icon={ChevronFirst} label="inside.first-step" isAtEnd={step === 0} go={() => pointAt({ step: 0 })} />
      <ArrowButton
        icon={ChevronLeft}
        label="inside.previous-step"
        isAtEnd={step === 0}
        go={() => pointAt({ step: step - 1 })}
      />
      <input
        type="range"
        className={classes.slider}
        aria-label={message('inside.step')}
        aria-valuetext={message('inside.step-of', { step: step + 1, name })}
        min={1}
        max={steps}
        value={step + 1}
        onChange={(event) => pointAt({ step: Number(event.currentTarget.value) - 1 })}
      />
      <ArrowButton
        icon={ChevronRight}
        label="inside.next-step"
        isAtEnd={step === last}
        go={() => pointAt({ step: step + 1 })}
      />
      <ArrowButton
        icon={ChevronLast}
        label="inside.last-step"
        isAtEnd={step === last}
        go={() => pointAt({ step: last })}
      />
      <span className={classes.now} role="status">
        <b>{message('inside.step-of-steps', { step: step + 1, steps })}</b>
        {sequence?.names && <span className={classes.name}>{name}</span>}
        {answer && (
          <span className={classes.name}>{message('inside.says', { answer: answer.text, share: answer.share })}</span>
        )}
      </span>
    </div>
  );
}
