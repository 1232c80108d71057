/** The reference backend: float64, plain loops, the truth that the other backends are tested against. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { Program } from '../../plan/program.ts';
import type { Backend, Executable, RunScalars, UpdateScalars } from '../backend.ts';
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
    const { memory } = this;
    for (const { kernel, inputs, output } of this.program.calls) {
      compute(this.program.kernels[kernel]!, { memory, inputs, output, scalars });
    }
    for (const { from, to, length } of this.program.copies) memory.copyWithin(to, from, from + length);
  }

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
