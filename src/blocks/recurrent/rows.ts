/** The rows that the node of a recurrent layer shows. */
import type { RecurrentParams } from './fields.ts';

const directionText = {
  forward: 'forward',
  backward: 'backward',
  both: 'both ways',
} as const;

export const recurrentRows = ({ units, layers, returns, direction }: RecurrentParams) => [
  { label: 'units', text: layers === 1 ? `${units}` : `${units} × ${layers} layers` },
  { label: 'returns', text: returns === 'last' ? 'last step' : 'every step' },
  { label: 'reads', text: directionText[direction] },
];
