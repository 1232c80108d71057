/** The learning rate of every step: linear warm-up, then a schedule. */
import type { Schedule, Training } from '../document/training.ts';

/** Where a step stands: counted from 0 after the warm-up, of `planned` such steps in the whole run. */
interface Position {
  readonly after: number;
  readonly planned: number;
  readonly stepsPerEpoch: number;
}

/**
 * Learning rate of the step with this number, counted from 0. The warm-up's step s has (s + 1) / warmup of the full rate;
 * the schedule begins behind it.
 */
export function learningRateAt(training: Training, step: number, stepsPerEpoch: number): number {
  const { learningRate, warmup, epochs, schedule } = training;
  if (step < warmup) return (learningRate * (step + 1)) / warmup;
  return (
    learningRate * factor(schedule, { after: step - warmup, planned: epochs * stepsPerEpoch - warmup, stepsPerEpoch })
  );
}

function factor(schedule: Schedule, { after, planned, stepsPerEpoch }: Position): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'step':
      return schedule.factor ** Math.floor(after / (schedule.every * stepsPerEpoch));
    case 'cosine': {
      const done = Math.min(after / Math.max(planned - 1, 1), 1);
      return schedule.floor + ((1 - schedule.floor) * (1 + Math.cos(Math.PI * done))) / 2;
    }
  }
}
