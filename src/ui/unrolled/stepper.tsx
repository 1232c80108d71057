/** Walks through time: to the first step, one back, any, one on, to the last. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import type { SequenceInfo } from '../../protocol/trainer.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
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
      <Move icon={ChevronFirst} label="inside.first-step" to={0} disabled={step === 0} />
      <Move icon={ChevronLeft} label="inside.previous-step" to={step - 1} disabled={step === 0} />
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
      <Move icon={ChevronRight} label="inside.next-step" to={step + 1} disabled={step === last} />
      <Move icon={ChevronLast} label="inside.last-step" to={last} disabled={step === last} />
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

interface MoveProps {
  readonly icon: LucideIcon;
  readonly label: MessageKey;
  readonly to: number;
  /** It has nowhere to go; it keeps the focus, so that the arrow keys go on working. */
  readonly disabled: boolean;
}

function Move({ icon: Icon, label, to, disabled }: MoveProps) {
  return (
    <Tooltip label={message(label)}>
      <ActionIcon
        aria-label={message(label)}
        aria-disabled={disabled}
        data-disabled={disabled || undefined}
        onClick={() => !disabled && pointAt({ step: to })}
      >
        <Icon size={16} strokeWidth={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
