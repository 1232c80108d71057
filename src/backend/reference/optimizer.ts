/** Update rules, element by element, with the formulas and defaults of torch.optim. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { UpdateScalars } from '../backend.ts';

/** What is kept of one trainable number between steps: see `Program.momentRegion`. */
export interface State {
  parameter: number;
  first: number;
  second: number;
}

type Step<R extends Optimizer> = (rule: R, scalars: UpdateScalars, gradient: number, state: State) => void;

const sgd: Step<Extract<Optimizer, { kind: 'sgd' }>> = (rule, { learningRate }, gradient, state) => {
  const g = gradient + rule.weightDecay * state.parameter;
  state.first = rule.momentum * state.first + g;
  const direction = rule.nesterov ? g + rule.momentum * state.first : state.first;
  state.parameter -= learningRate * direction;
};

/** Kingma & Ba 2015; `adamw` decouples the decay from the gradient (Loshchilov & Hutter 2019). */
const adam: Step<Extract<Optimizer, { kind: 'adam' | 'adamw' }>> = (rule, scalars, gradient, state) => {
  const { beta1, beta2, epsilon, weightDecay } = rule;
  const { learningRate, step } = scalars;
  const decoupled = rule.kind === 'adamw';
  const g = decoupled ? gradient : gradient + weightDecay * state.parameter;
  if (decoupled) state.parameter *= 1 - learningRate * weightDecay;
  state.first = beta1 * state.first + (1 - beta1) * g;
  state.second = beta2 * state.second + (1 - beta2) * g * g;
  const mean = state.first / (1 - beta1 ** step);
  const deviation = Math.sqrt(state.second / (1 - beta2 ** step));
  state.parameter -= (learningRate * mean) / (deviation + epsilon);
};

/** Tieleman & Hinton 2012; epsilon is added after the root. */
const rmsprop: Step<Extract<Optimizer, { kind: 'rmsprop' }>> = (rule, { learningRate }, gradient, state) => {
  const g = gradient + rule.weightDecay * state.parameter;
  state.second = rule.alpha * state.second + (1 - rule.alpha) * g * g;
  state.first = rule.momentum * state.first + g / (Math.sqrt(state.second) + rule.epsilon);
  state.parameter -= learningRate * state.first;
};

/** One step for one number; `gradient` is complete (l2 added, clipped). */
export function optimize(rule: Optimizer, scalars: UpdateScalars, gradient: number, state: State): void {
  if (rule.kind === 'sgd') sgd(rule, scalars, gradient, state);
  else if (rule.kind === 'rmsprop') rmsprop(rule, scalars, gradient, state);
  else adam(rule, scalars, gradient, state);
}
