/** The rows that the node of a recurrent block shows. */
import type { LayerParams, RecurrentParams } from './fields.ts';

const directionText = {
  forward: 'forward',
  backward: 'backward',
  both: 'both ways',
} as const;

export const layerRows = ({ returns, direction }: LayerParams) => [
  { label: 'returns', text: returns === 'last' ? 'last step' : 'every step' },
  { label: 'reads', text: directionText[direction] },
];

export const recurrentRows = (params: RecurrentParams) => [
  { label: 'units', text: params.layers === 1 ? `${params.units}` : `${params.units} × ${params.layers} layers` },
  ...layerRows(params),
];
