/** Chooses the layer and the direction that are looked at, where a block has several. */
import { Select } from '@mantine/core';
import { message } from '../../../text/catalog.ts';
import { pointAt } from './cursor.ts';
import type { Sweep } from './traces.ts';

export interface SweepChoiceProps {
  readonly sweeps: readonly Sweep[];
  readonly chosen: Sweep;
  readonly className?: string | undefined;
}

export function SweepChoice({ sweeps, chosen, className }: SweepChoiceProps) {
  if (sweeps.length < 2) return null;
  return (
    <Select
      className={className}
      aria-label={message('inside.sweep')}
      data={sweeps.map((each, index) => ({ value: `${index}`, label: sweepName(each) }))}
      value={`${sweeps.indexOf(chosen)}`}
      allowDeselect={false}
      onChange={(value) => pointAt({ sweep: Number(value) })}
    />
  );
}

/** `Layer 2, backward` */
const sweepName = ({ layer, reverse }: Sweep): string =>
  message('inside.sweep-name', { layer: layer + 1, direction: reverse ? 'backward' : 'forward' });
