/** The update rules and the gradient's norm: one pass over parameters, gradients and moments, four numbers at a time. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { Program, Segment } from '../../plan/program.ts';
import type { UpdateScalars } from '../backend.ts';
import { eachVector } from './elementwise.ts';
import type { Local } from './function.ts';
import { type F64, f32x4, f64, f64x2, type I32, i32, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { onlyLanes, sum } from './reduce.ts';

/** One number's state and its gradient (l2 added, clipped), four at a time; what the rule sets is stored. */
interface State {
  readonly parameter: Local<'v128'>;
  readonly first: Local<'v128'>;
  readonly second: Local<'v128'>;
  readonly gradient: Local<'v128'>;
}

/** What of the state a rule keeps between steps. */
type Moments = readonly ('first' | 'second')[];

interface UpdateRule<R extends Optimizer> {
  readonly moments: Moments;
  /** Numbers that change from step to step, computed in double precision before the pass. */
  readonly scalars: (rule: R, step: UpdateScalars) => number[];
  readonly emit: (f: KernelFunction, rule: R, scalars: readonly V128[], state: State) => void;
}
type RuleOf<K extends Optimizer['kind']> = Extract<Optimizer, { kind: K }>;

const adam: UpdateRule<RuleOf<'adam' | 'adamw'>> = {
  moments: ['first', 'second'],
  scalars: ({ beta1, beta2, weightDecay }, { learningRate, step }) => [
    learningRate / (1 - beta1 ** step),
    1 / Math.sqrt(1 - beta2 ** step),
    1 - learningRate * weightDecay,
  ],
  emit: (f, { kind, beta1, beta2, epsilon, weightDecay }, [rate, correction, shrink], state) => {
    const { parameter, first, second, gradient } = state;
    if (kind === 'adamw') f.set(parameter, f32x4.mul(parameter, shrink!));
    else f.set(gradient, f.madd(parameter, f32x4.const(weightDecay), gradient));
    f.set(first, average(f, beta1, first, gradient));
    f.set(second, average(f, beta2, second, f32x4.mul(gradient, gradient)));
    const deviation = f.madd(f32x4.sqrt(second), correction!, f32x4.const(epsilon));
    f.set(parameter, f32x4.sub(parameter, f32x4.div(f32x4.mul(rate!, first), deviation)));
  },
};

const updateRules: { readonly [K in Optimizer['kind']]: UpdateRule<RuleOf<K>> } = {
  sgd: {
    moments: ['first'],
    scalars: (_rule, { learningRate }) => [learningRate],
    emit: (f, { momentum, nesterov, weightDecay }, [rate], { parameter, first, gradient }) => {
      f.set(gradient, f.madd(parameter, f32x4.const(weightDecay), gradient));
      f.set(first, f.madd(first, f32x4.const(momentum), gradient));
      const direction = nesterov ? f.madd(first, f32x4.const(momentum), gradient) : first;
      f.set(parameter, f32x4.sub(parameter, f32x4.mul(rate!, direction)));
    },
  },
  adam,
  adamw: adam,
  rmsprop: {
    moments: ['first', 'second'],
    scalars: (_rule, { learningRate }) => [learningRate],
    emit: (f, { alpha, epsilon, momentum, weightDecay }, [rate], { parameter, first, second, gradient }) => {
      f.set(gradient, f.madd(parameter, f32x4.const(weightDecay), gradient));
      f.set(second, average(f, alpha, second, f32x4.mul(gradient, gradient)));
      const scaled = f32x4.div(gradient, f32x4.add(f32x4.sqrt(second), f32x4.const(epsilon)));
      f.set(first, f.madd(first, f32x4.const(momentum), scaled));
      f.set(parameter, f32x4.sub(parameter, f32x4.mul(rate!, first)));
    },
  },
};

/** Moving average β·old + (1 − β)·new. */
function average(f: KernelFunction, beta: number, old: V128, value: V128): V128 {
  return f.madd(old, f32x4.const(beta), f32x4.mul(f32x4.const(1 - beta), value));
}

// The table pairs each kind with its own rule; an indexed access cannot show it.
function updateRule(rule: Optimizer): UpdateRule<Optimizer> {
  return updateRules[rule.kind] as UpdateRule<Optimizer>;
}

/** What `update` is called with, in the order of its parameters: the gradient's factor, then the rule's own. */
export function updateArguments(rule: Optimizer, step: UpdateScalars): number[] {
  return [step.gradientScale, ...updateRule(rule).scalars(rule, step)];
}

/** Writes the body of `update`; `operands` are its parameters. */
export function emitUpdate(
  f: KernelFunction,
  program: Program,
  rule: Optimizer,
  operands: readonly Local<'f32'>[],
): void {
  const { moments, emit } = updateRule(rule);
  const [scale, ...scalars] = operands.map((operand) => f.local(f32x4.splat(operand)));
  for (const segment of program.segments) {
    const first = program.momentRegion.offset + segment.parameters - program.parameterRegion.offset;
    const kept = { first, second: first + program.gradientRegion.length };
    const pointers = [segment.parameters, segment.gradients, ...moments.map((moment) => kept[moment])];
    const strides = pointers.map(() => 16);
    eachVector(f, segment.length, pointers.map(address), strides, ([parameters, gradients, ...rest], [at], lanes) => {
      const load = (pointer: Local<'i32'>) => f.local(v128.load(pointer, at!));
      const parameter = load(parameters!);
      const held = rest.map(load);
      const gradient = f.local(f32x4.mul(complete(f, segment, v128.load(gradients!, at!), parameter), scale!));
      const momentOf = (moment: 'first' | 'second') => held[moments.indexOf(moment)] ?? gradient;
      emit(f, rule, scalars, { parameter, gradient, first: momentOf('first'), second: momentOf('second') });
      f.storeLanes(parameters!, at!, parameter, lanes);
      rest.forEach((pointer, i) => {
        f.storeLanes(pointer, at!, held[i]!, lanes);
      });
    });
  }
}

/** The gradient with that of ½·λ·‖w‖² added. */
function complete(f: KernelFunction, { l2 }: Segment, gradient: V128, parameter: V128): V128 {
  return l2 === 0 ? gradient : f.madd(parameter, f32x4.const(l2), gradient);
}

/** Writes the body of `gradientSquares`: Σ (g + l2·w)², summed in double precision in a fixed order. */
export function emitGradientSquares(f: KernelFunction, { segments }: Program): F64 {
  const low = f.local(f64x2.const(0));
  const high = f.local(f64x2.const(0));
  for (const segment of segments) {
    const pointers = [address(segment.parameters), address(segment.gradients)];
    eachVector(f, segment.length, pointers, [16, 16], ([parameters, gradients], [at], lanes) => {
      const gradient = complete(f, segment, v128.load(gradients!, at!), v128.load(parameters!, at!));
      const used = f.hold(onlyLanes(sum, gradient, lanes));
      const swapped = v128.shuffle(used, used, [2, 3, 0, 1]);
      for (const [total, half] of [
        [low, used],
        [high, swapped],
      ] as const) {
        const wide = f.hold(f64x2.promoteLow(half));
        f.set(total, f64x2.add(total, f64x2.mul(wide, wide)));
      }
    });
  }
  const both = f.hold(f64x2.add(low, high));
  return f64.add(f64x2.lane(both, 0), f64x2.lane(both, 1));
}

function address(offset: number): I32 {
  return i32.const(4 * offset);
}
