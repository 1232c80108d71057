/** What a run's curves show: a quantity of every step, and of the epochs where it is measured on the validation part. */
import type { CurveColumns } from '../../runs/curve.ts';
import type { Run } from '../../runs/run.ts';
import { formatPercent, formatPlain, formatSignificant, withMinus } from '../../text/format.ts';

export const measures = ['loss', 'accuracy', 'gradient', 'rate'] as const;
export type Measure = (typeof measures)[number];

export interface MeasureSpec {
  readonly ofSteps: (curve: CurveColumns) => Float32Array;
  /** Of the validation part at the end of an epoch; null where it is not measured there. */
  readonly ofValidation: ((epoch: Run['epochs'][number]) => number | null) | null;
  /** Follows noise, which is drawn faintly under a smoothed curve. */
  readonly noisy: boolean;
  readonly bounds: { readonly min?: number; readonly max?: number };
  /** The y axis before there are values. */
  readonly resting: readonly [number, number];
  readonly format: (value: number) => string;
  readonly formatTick: (value: number) => string;
}

const plain = (value: number): string => formatSignificant(value);
/** Ticks are round numbers: `0.05`, `20`, `1e−6`. */
function plainTick(value: number): string {
  const size = Math.abs(value);
  const isFar = value !== 0 && (size < 1e-4 || size >= 1e5);
  return isFar ? withMinus(value.toExponential().replace('e+', 'e')) : formatPlain(value);
}

export const measureSpecs: { readonly [M in Measure]: MeasureSpec } = {
  loss: {
    ofSteps: (curve) => curve.loss,
    ofValidation: ({ validation }) => validation?.loss ?? null,
    noisy: true,
    bounds: {},
    resting: [0.1, 3],
    format: plain,
    formatTick: plainTick,
  },
  accuracy: {
    ofSteps: (curve) => curve.accuracy,
    ofValidation: ({ validation }) => validation?.accuracy ?? null,
    noisy: true,
    bounds: { min: 0, max: 1 },
    resting: [0, 1],
    format: (value) => formatPercent(value),
    formatTick: (value) => formatPercent(value, value * 100 === Math.round(value * 100) ? 0 : 1),
  },
  gradient: {
    ofSteps: (curve) => curve.gradientNorm,
    ofValidation: null,
    noisy: true,
    bounds: {},
    resting: [0.1, 10],
    format: plain,
    formatTick: plainTick,
  },
  rate: {
    ofSteps: (curve) => curve.learningRate,
    ofValidation: null,
    noisy: false,
    bounds: {},
    resting: [1e-4, 1e-2],
    format: plain,
    formatTick: plainTick,
  },
};

/** Epochs a step takes; 1 where the run has one epoch, whose axis counts steps. */
export function axisOf(run: Run | null, planned: { readonly epochs: number }) {
  const epochs = run?.progress?.epochs ?? run?.document.training.epochs ?? planned.epochs;
  const steps = run?.progress?.steps ?? null;
  if (epochs === 1 && steps !== null) return { by: 'step', end: steps } as const;
  return { by: 'epoch', end: epochs } as const;
}

/** How far along the axis one step of the run goes. */
export function unitOf({ progress }: Pick<Run, 'progress'>, by: 'step' | 'epoch'): number {
  return by === 'step' || progress === null ? 1 : progress.epochs / progress.steps;
}

/** Steps that the smoothed curve of a run looks back: a longer run may be smoothed over more of them. */
export const spanOf = (steps: number): number => Math.min(200, Math.max(5, Math.round(steps / 80)));
