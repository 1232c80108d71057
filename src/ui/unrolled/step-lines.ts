/** The lines of a step's arithmetic: what it is given, then what it makes of it, equation by equation. */
import type { CheckedBlock } from '../../check/report.ts';
import type { Inspection } from '../../protocol/trainer.ts';
import { equationsAt } from '../inside/recurrent/equations.ts';
import { stepInput } from '../inside/recurrent/step-input.ts';
import { type Sweep, type Trace, valuesAt } from '../inside/recurrent/traces.ts';
import { writtenFormula } from '../inspector/formula.ts';
import type { StepLine } from './step-equations.tsx';

export interface StepPlace {
  readonly block: CheckedBlock;
  readonly inspection: Inspection;
  /** All of the block's; `sweep` is one of them. */
  readonly sweeps: readonly Sweep[];
  readonly sweep: Sweep;
  readonly step: number;
  readonly unit: number;
}

export function stepLines(place: StepPlace): readonly StepLine[] {
  const { block, inspection, sweeps, sweep, step } = place;
  const equations = equationsAt(block, inspection, sweeps, sweep, step);
  return equations === null ? cellLines(place) : layerLines(place, equations);
}

const given = (name: string, values: Float32Array, hasUnit: boolean): StepLine => ({
  name,
  formula: null,
  values,
  isGate: false,
  numbers: null,
  hasUnit,
});

function layerLines(
  { block, inspection, sweeps, sweep, step, unit }: StepPlace,
  equations: NonNullable<ReturnType<typeof equationsAt>>,
): readonly StepLine[] {
  const { x, before } = stepInput(block, inspection, sweeps, sweep, step);
  const previous = sweep.reverse ? 't+1' : 't−1';
  const gates = new Set(sweep.traces.filter(({ isGate }) => isGate).map(({ name }) => name));
  return [
    given('x_{t}', x, false),
    ...sweep.states.map((state) => given(`${state}_{${previous}}`, before(state as 'h' | 'c'), true)),
    ...equations.map(
      ({ name, formula, values, numbers }): StepLine => ({
        name: name === '' ? '' : `${name}_{t}`,
        formula,
        values,
        isGate: gates.has(name),
        numbers: name === '' ? null : numbers(unit),
        hasUnit: true,
      }),
    ),
  ];
}

/** A cell that is wired from blocks: what each of them gives, with its own formula. */
function cellLines({ block, inspection, sweep, step, unit }: StepPlace): readonly StepLine[] {
  const { inputs } = inspection;
  const features = inputs.x?.shape.slice(1).reduce((product, size) => product * size, 1) ?? 0;
  const x = inputs.x?.values.subarray(step * features, (step + 1) * features) ?? new Float32Array();
  return [given('x_{t}', x, false), ...sweep.traces.map((trace) => cellLine(block, trace, step, unit))];
}

function cellLine({ id, body }: CheckedBlock, trace: Trace, step: number, unit: number): StepLine {
  const [local = ''] = trace.name.split('.');
  const inner = body?.blocks.find((each) => each.id === `${id}/${local}`);
  return {
    name: trace.name,
    formula: inner?.definition ? writtenFormula(inner.definition, inner.params).replace(/^y = /, '') : null,
    values: valuesAt(trace, step),
    isGate: trace.isGate,
    numbers: null,
    hasUnit: unit < trace.units,
  };
}
