/** State of a recurrent cell: a value that goes from one step to the next, and with it the loop through time. */
import { stateKind } from '../../document/loop.ts';
import { axis, fullText, real } from '../../tensor/shape.ts';
import { formatPlain } from '../../text/format.ts';
import { defineBlock, type Fault } from '../define.ts';
import { expectsReal, insertBefore, insertFlatten, type Place, resizeAtOrigin, setParam } from '../faults.ts';
import { stateMask } from './dropout.ts';
import { stateFields, stepFields } from './fields.ts';

export const cellState = defineBlock({
  kind: stateKind,
  version: 1,
  family: 'recurrent',
  title: 'State',
  icon: 'iteration-cw',
  doc: 'Holds units numbers from one step to the next: previous gives what the step before brought to next, [B, units] both. The wire into next closes the loop through time; all that is wired between is one step, and training goes back along the loop step by step. Use it inside a recurrent cell, once for each thing that is to be remembered: h of a plain network, h and c of an LSTM.',
  formula: 'previous_t = next_{t−1}',
  keywords: ['memory', 'hidden', 'previous', 'delay', 'loop', 'recurrent', 'cell', 'time'],
  stem: 'h',
  params: {
    units: stepFields.units,
    initial: stateFields.initial,
    recurrentDropout: stateFields.recurrentDropout,
  },
  summary: ({ units, initial, recurrentDropout }) => [
    { label: 'units', text: `${units}` },
    ...(initial === 'zero' ? [] : [{ label: 'starts', text: initial }]),
    ...(recurrentDropout === 0 ? [] : [{ label: 'dropout', text: formatPlain(recurrentDropout) }]),
  ],
  inputs: () => [{ name: 'next' }],
  outputs: () => [{ name: 'previous' }],
  role: 'layer',
  place: 'cell',
  infer: ({ block, params, inputs }) => {
    const fault =
      inputs.next === undefined ? null : nextFault({ block, port: 'next', type: inputs.next }, params.units);
    return {
      outputs: {
        previous: { axes: [axis('B', 'B', block), axis('F', params.units, block, null, 'units')], element: real },
      },
      weights:
        params.initial === 'learned'
          ? [
              {
                name: 'initial',
                shape: [params.units],
                initializer: { kind: 'constant', value: 0 },
                trainable: true,
                l2: 0,
              },
            ]
          : [],
      ...(params.initial === 'learned' ? { weightsFormula: `${params.units}` } : {}),
      faults: fault === null ? [] : [fault],
    };
  },
  // The state itself goes on whole: left out is what the step reads of it.
  lower: (builder, args) => {
    const state = args.given!;
    const mask = stateMask(builder, args, '', args.params.recurrentDropout, builder.shapeOf(state));
    return { outputs: { previous: mask === null ? state : builder.binary('multiply', state, mask) } };
  },
});

/** Something else than [B, units] is brought for the next step. */
function nextFault(place: Place, units: number): Fault | null {
  const numbers = expectsReal(place);
  if (numbers) return numbers;
  const { block, type } = place;
  const last = type.axes.at(-1);
  const isVector = type.axes.length === 2 && last !== undefined;
  if (isVector && last.size === units) return null;
  return {
    code: 'next-mismatch',
    severity: 'wrong',
    port: place.port,
    expected: `[B, F${units}]`,
    actual: fullText(type),
    types: { [place.port]: type },
    origin: last?.trace ?? null,
    fixes: isVector
      ? [
          ...(typeof last.size === 'number' ? [setParam(block, 'units', last.size)] : []),
          ...resizeAtOrigin(last, units),
          insertBefore(place, 'dense', { units }),
        ]
      : [insertFlatten(place)],
  };
}
