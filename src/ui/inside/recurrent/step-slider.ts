/** A picture over steps as a slider: the arrow keys move its cursor. */
import type { KeyboardEvent } from 'react';
import { message } from '../../../text/catalog.ts';
import { numberText } from './arithmetic.ts';
import { pointAt } from './cursor.ts';
import { stepName } from './step-names.ts';
import type { TraceViewProps } from './trace-view.ts';
import { valuesAt } from './traces.ts';

/** Along the steps: to the next one, a page, the ends. Across them: to the next unit that is drawn. */
export function sliderProps({ sweep, sequence, step, unit, units }: TraceViewProps, orientation: Orientation) {
  const { steps, traces } = sweep;
  const keys = keysOf[orientation];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const along = { [keys.before]: step - 1, [keys.after]: step + 1, ...farKeys(step, steps) }[event.key];
    const across = { [keys.less]: -1, [keys.more]: 1 }[event.key];
    if (along === undefined && across === undefined) return;
    event.preventDefault();
    if (along !== undefined) pointAt({ step: Math.max(0, Math.min(along, steps - 1)) });
    else pointAt({ unit: units[Math.max(0, Math.min(units.indexOf(unit) + (across ?? 0), units.length - 1))] ?? unit });
  };
  const values = traces.map((trace) => `${trace.name} ${numberText(valuesAt(trace, step)[unit] ?? 0)}`);
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': message('inside.traces-label', { names: traces.map(({ name }) => name).join(', ') }),
    'aria-orientation': orientation,
    'aria-valuemin': 1,
    'aria-valuemax': steps,
    'aria-valuenow': step + 1,
    'aria-valuetext': message('inside.step-value', {
      step: step + 1,
      name: stepName(sequence, step),
      unit: unit + 1,
      values: values.join(', '),
    }),
    onKeyDown,
  } as const;
}

type Orientation = 'vertical' | 'horizontal';

const keysOf = {
  vertical: { before: 'ArrowUp', after: 'ArrowDown', less: 'ArrowLeft', more: 'ArrowRight' },
  horizontal: { before: 'ArrowLeft', after: 'ArrowRight', less: 'ArrowUp', more: 'ArrowDown' },
} as const;

/** Steps of Page Up and Page Down. */
const page = 10;

const farKeys = (step: number, steps: number): { readonly [key: string]: number } => ({
  PageUp: step - page,
  PageDown: step + page,
  Home: 0,
  End: steps - 1,
});
