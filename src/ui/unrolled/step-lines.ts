/** The lines of a step's arithmetic: what it is given, then what it makes of it, equation by equation. */
import { largest } from '../../charts/color-scale.ts';
import type { CheckedBlock } from '../../check/report.ts';
import type { End } from '../../document/document.ts';
import { localId } from '../../document/path.ts';
import type { Inspection, Probe } from '../../protocol/trainer.ts';
import { cellFormula, cellNumbers, cellStateBefore } from '../inside/recurrent/cell-formula.ts';
import { equationsAt } from '../inside/recurrent/equations.ts';
import type { TraceScale } from '../inside/recurrent/scales.ts';
import { inputAt, stepInput } from '../inside/recurrent/step-input.ts';
import { type Sweep, type Trace, valuesAt } from '../inside/recurrent/traces.ts';
import type { StepLine } from './step-equations.tsx';

export interface StepPlace {
  readonly block: CheckedBlock;
  readonly inspection: Inspection;
  /** What the sweep reads, [T, ...]. */
  readonly input: Probe;
  /** All of the block's; `sweep` is one of them. */
  readonly sweeps: readonly Sweep[];
  readonly sweep: Sweep;
  readonly scales: readonly TraceScale[];
  readonly step: number;
  readonly unit: number;
}

export function stepLines(place: StepPlace): readonly StepLine[] {
  const { block, inspection, sweeps, sweep, step } = place;
  const equations = equationsAt(block, inspection, sweeps, sweep, step);
  return equations === null ? cellLines(place) : layerLines(place, equations);
}

/** The scale of the trace of that name; of a vector without one, its own around zero. */
function scaleOf(scales: readonly TraceScale[], name: string, values: Float32Array): Pick<StepLine, 'kind' | 'max'> {
  const found = scales.find(({ traces }) => traces.some((trace) => trace.name === name));
  return found ? { kind: found.kind, max: found.max } : { kind: 'diverging', max: largest(values) };
}

/** What the step reads, on one scale over all steps. */
function inputLine(input: Probe, step: number): StepLine {
  const max = largest(input.values);
  return {
    name: 'x_t',
    formula: null,
    values: inputAt(input, step),
    kind: 'diverging',
    max,
    numbers: null,
    hasUnit: false,
  };
}

function layerLines(
  { block, inspection, input, sweeps, sweep, scales, step, unit }: StepPlace,
  equations: NonNullable<ReturnType<typeof equationsAt>>,
): readonly StepLine[] {
  const { before } = stepInput(block, inspection, sweeps, sweep, step);
  const previous = sweep.reverse ? 't+1' : 't−1';
  return [
    inputLine(input, step),
    ...sweep.states.map(({ name, trace }): StepLine => {
      const values = before(name as 'h' | 'c');
      const scale = scaleOf(scales, trace.name, values);
      return { name: `${name}_{${previous}}`, formula: null, values, ...scale, numbers: null, hasUnit: true };
    }),
    ...equations.map(
      ({ name, formula, values, numbers }): StepLine => ({
        name: name === '' ? '' : `${name}_t`,
        formula,
        values,
        ...scaleOf(scales, name, values),
        numbers: name === '' ? null : numbers(unit),
        hasUnit: true,
      }),
    ),
  ];
}

/** A cell that is wired from blocks: what each of them gives, with its own formula. */
function cellLines(place: StepPlace): readonly StepLine[] {
  const { block, inspection, input, sweeps, sweep, scales, step, unit } = place;
  const kept = new Set(sweep.states.map(({ trace }) => trace));
  const before = sweep.states.map((state) => ({
    state,
    values: cellStateBefore(block, inspection, sweep, sweeps.indexOf(sweep), state, step),
  }));
  const numberOf = ([path, port]: End): number | undefined => {
    const local = localId(path);
    const made = sweep.computed.find(({ output }) => output === local || output === `${local}.${port}`);
    const values = made ? valuesAt(made, step) : before.find(({ state }) => state.name === local)?.values;
    return values?.[unit];
  };
  const lineOf = (name: string, formula: string | null, values: Float32Array, trace: Trace): StepLine => {
    const scale = scaleOf(scales, trace.name, values);
    return { name, formula, values, ...scale, numbers: null, hasUnit: unit < trace.units };
  };
  return [
    inputLine(input, step),
    ...before.map(({ state, values }) =>
      lineOf(`${state.name}_{${sweep.reverse ? 't+1' : 't−1'}}`, null, values, state.trace),
    ),
    ...sweep.computed.map((trace) => ({
      ...lineOf(
        kept.has(trace) ? `${trace.name}_t` : trace.name,
        cellFormula(block, trace.output, sweep.reverse),
        valuesAt(trace, step),
        trace,
      ),
      numbers: cellNumbers(block, trace.output, numberOf),
    })),
  ];
}
