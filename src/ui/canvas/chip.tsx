/** A shape in mono on a small plate: `28×28×1`, the odd axis set apart. */
import { IterationCw } from 'lucide-react';
import { Fragment, type HTMLAttributes } from 'react';
import type { TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import classes from './chip.module.css';
import { chipParts } from './scene.ts';

export type ChipState = 'normal' | 'hover' | 'selected' | 'wrong' | 'origin' | 'waiting';

interface ChipProps extends HTMLAttributes<HTMLSpanElement> {
  readonly type: TensorType | null;
  readonly state?: ChipState;
  readonly odd?: number | null;
  /** Marked as what is brought from one step to the next. */
  readonly forNextStep?: boolean;
}

export function Chip({ type, state = 'normal', odd = null, forNextStep = false, className, ...rest }: ChipProps) {
  return (
    <span {...rest} className={`${classes.chip} ${className ?? ''}`} data-state={state}>
      {forNextStep && <IterationCw className={classes.next} size={12} strokeWidth={2} aria-hidden="true" />}
      <ShapeText type={type} odd={odd} />
    </span>
  );
}

export function ShapeText({ type, odd = null }: { type: TensorType | null; odd?: number | null }) {
  if (type === null) return '?';
  if (type.element.of === 'text') return message('editor.text-chip');
  if (type.element.of === 'index' && type.axes.length <= 1)
    return message('editor.classes', { count: type.element.classes });
  return chipParts(type, odd).map((part, index) => (
    <Fragment key={part.key}>
      {index > 0 && '×'}
      {part.odd ? <b>{part.text}</b> : part.text}
    </Fragment>
  ));
}
