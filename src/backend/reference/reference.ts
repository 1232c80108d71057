/** The reference backend: float64, plain loops, the truth that the other backends are tested against. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { Call, Copy, Loop, Program } from '../../plan/program.ts';
import type { Backend, Executable, RunScalars, UpdateScalars } from '../backend.ts';
import { computeFused } from './fused.ts';
import { compute } from './kernels.ts';
import type { State } from './optimizer.ts';
import { optimize } from './optimizer.ts';

class ReferenceExecutable implements Executable {
  readonly memory: Float64Array;

  constructor(
    readonly program: Program,
    private readonly rule: Optimizer | null,
  ) {
    this.memory = new Float64Array(program.length);
  }

  run(scalars: RunScalars): void {
    const { calls, copies } = this.program;
    for (const call of calls) {
      if ('steps' in call) this.runLoop(call, scalars);
      else this.call(call, scalars);
    }
    copies.forEach(this.copy);
  }

  private runLoop({ steps, reverse, before, calls, after }: Loop, scalars: RunScalars): void {
    before.forEach(this.copy);
    for (let turn = 0; turn < steps; turn++) {
      const t = reverse ? steps - 1 - turn : turn;
      const moved = (offsets: readonly number[], strides: readonly number[]) =>
        offsets.map((offset, index) => offset + t * strides[index]!);
      for (const { kernel, inputs, outputs, inputStrides, outputStrides } of calls) {
        this.call({ kernel, inputs: moved(inputs, inputStrides), outputs: moved(outputs, outputStrides) }, scalars);
      }
      for (const { from, to, length, fromStride, toStride } of after) {
        this.copy({ from: from + t * fromStride, to: to + t * toStride, length });
      }
    }
  }

  private call({ kernel, inputs, outputs }: Pick<Call, 'kernel' | 'inputs' | 'outputs'>, scalars: RunScalars): void {
    const { memory } = this;
    const called = this.program.kernels[kernel]!;
    if (called.op === 'fused') computeFused(called, { memory, inputs, outputs });
    else compute(called, { memory, inputs, output: outputs[0]!, scalars });
  }

  private readonly copy = ({ from, to, length }: Copy): void => {
    this.memory.copyWithin(to, from, from + length);
  };

  update(scalars: UpdateScalars): void {
    if (!this.rule) throw new Error('compiled without an optimizer');
    const { memory } = this;
    const { parameterRegion, gradientRegion, momentRegion, segments } = this.program;
    const state: State = { parameter: 0, first: 0, second: 0 };
    for (const segment of segments) {
      const firstMoment = momentRegion.offset + segment.parameters - parameterRegion.offset;
      const secondMoment = firstMoment + gradientRegion.length;
      for (let i = 0; i < segment.length; i++) {
        state.parameter = memory[segment.parameters + i]!;
        state.first = memory[firstMoment + i]!;
        state.second = memory[secondMoment + i]!;
        const gradient = (memory[segment.gradients + i]! + segment.l2 * state.parameter) * scalars.gradientScale;
        optimize(this.rule, scalars, gradient, state);
        memory[segment.parameters + i] = state.parameter;
        memory[firstMoment + i] = state.first;
        memory[secondMoment + i] = state.second;
      }
    }
  }

  gradientSquares(): number {
    let sum = 0;
    for (const { parameters, gradients, length, l2 } of this.program.segments) {
      for (let i = 0; i < length; i++) sum += (this.memory[gradients + i]! + l2 * this.memory[parameters + i]!) ** 2;
    }
    return sum;
  }

  dispose(): void {
    // Its memory is plain and goes with it.
  }
}

export const referenceBackend: Backend = {
  host: { backend: 'reference', fma: false, lanes: 1 },
  compile: async (program, rule) => new ReferenceExecutable(program, rule),
};
