/** How the graph is trained: the optimizer with its own numbers, the schedule, batches, epochs and the seed. */
import { useRef } from 'react';
import type { Json } from '../../base/json.ts';
import type { Field } from '../../blocks/fields.ts';
import { trainingRanges, trainingWholeRanges } from '../../document/limits.ts';
import {
  defaultOptimizers,
  defaultTraining,
  type Optimizer,
  type Schedule,
  type Training,
} from '../../document/training.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { dataOf } from '../inside/run-data.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { FieldRow } from './field-row.tsx';
import classes from './fields.module.css';

type RealSetting = keyof typeof trainingRanges;
type WholeSetting = keyof typeof trainingWholeRanges;

/** The smallest step above an open end of a range. */
const tiny = 1e-12;

function realField(setting: RealSetting, fallback: number, step: number): Field {
  const range: { min?: number; above?: number; max?: number; below?: number } = trainingRanges[setting];
  const min = range.min ?? (range.above ?? 0) + tiny;
  const max = range.max ?? (range.below ?? 1) - tiny;
  return { kind: 'float', label: labelOf(setting), help: '', min, max, step, default: fallback };
}

function wholeField(setting: WholeSetting, fallback: number): Field {
  const { min, max } = trainingWholeRanges[setting];
  return { kind: 'int', label: labelOf(setting), help: '', min, max, default: fallback };
}

const labelOf = (setting: RealSetting | WholeSetting): string => message(`inspector.${setting}`);

const optimizerKinds = ['sgd', 'adam', 'adamw', 'rmsprop'] as const satisfies readonly Optimizer['kind'][];
const schedules = {
  constant: { kind: 'constant' },
  step: { kind: 'step', every: 2, factor: 0.5 },
  cosine: { kind: 'cosine', floor: 0 },
} as const satisfies { readonly [K in Schedule['kind']]: Schedule };

/** What an arrow key adds to each of the optimizers' numbers. */
const optimizerSteps: { readonly [name: string]: number } = {
  momentum: 0.1,
  beta1: 0.01,
  beta2: 0.001,
  alpha: 0.01,
  epsilon: 1e-8,
  weightDecay: 0.001,
};

function choiceField(
  label: string,
  options: readonly (readonly [value: string, key: MessageKey])[],
  fallback: string,
): Field {
  return {
    kind: 'choice',
    label,
    help: '',
    options: options.map(([value, key]) => ({ value, label: message(key) })),
    default: fallback,
  };
}

export function TrainingSettings() {
  const training = useEditor((editor) => editor.document.training);
  const data = useEditor((editor) => editor.document.blocks);
  const edit = useEditor((editor) => editor.edit);
  const endGesture = useEditor((editor) => editor.endGesture);
  const visits = useRef(0);

  const change = (label: string, settings: Partial<Training>): void =>
    edit([{ kind: 'set-training', training: settings }], {
      label: message('inspector.history-training', { label }),
      gesture: `training ${label} ${visits.current}`,
    });
  const onDone = (): void => {
    visits.current++;
    endGesture();
  };
  const row = (field: Field, value: Json, settings: (value: Json) => Partial<Training>, note?: string) => (
    <FieldRow
      key={field.label}
      field={field}
      value={value}
      onChange={(next) => change(field.label, settings(next))}
      onDone={onDone}
      note={note !== undefined && <span className={classes.note}>{note}</span>}
    />
  );

  const { optimizer, schedule } = training;
  const ownValidation = dataOf({ blocks: data, training })?.spec.counts.validation ?? 0;
  return (
    <Section title={message('inspector.training')}>
      {row(
        choiceField(
          message('inspector.optimizer'),
          optimizerKinds.map((kind) => [kind, `inspector.optimizer-${kind}`] as const),
          'adam',
        ),
        optimizer.kind,
        (kind) => ({ optimizer: defaultOptimizers[kind as Optimizer['kind']] }),
      )}
      {row(realField('learningRate', defaultTraining.learningRate, 0.0005), training.learningRate, (learningRate) => ({
        learningRate: learningRate as number,
      }))}
      {Object.entries(optimizer).map(([name, value]) => {
        if (name === 'kind') return null;
        const standard = (defaultOptimizers[optimizer.kind] as unknown as { readonly [name: string]: Json })[name] ?? 0;
        const field: Field =
          typeof value === 'boolean'
            ? { kind: 'toggle', label: message('inspector.nesterov'), help: '', default: standard === true }
            : realField(name as RealSetting, standard as number, optimizerSteps[name] ?? 0.1);
        return row(field, value, (next) => ({ optimizer: { ...optimizer, [name]: next } as Optimizer }));
      })}
      {row(
        choiceField(
          message('inspector.schedule'),
          (['constant', 'step', 'cosine'] as const).map((kind) => [kind, `inspector.schedule-${kind}`] as const),
          'constant',
        ),
        schedule.kind,
        (kind) => ({ schedule: schedules[kind as Schedule['kind']] }),
      )}
      {schedule.kind === 'step' && (
        <>
          {row(wholeField('every', schedules.step.every), schedule.every, (every) => ({
            schedule: { ...schedule, every: every as number },
          }))}
          {row(realField('factor', schedules.step.factor, 0.1), schedule.factor, (factor) => ({
            schedule: { ...schedule, factor: factor as number },
          }))}
        </>
      )}
      {schedule.kind === 'cosine' &&
        row(realField('floor', schedules.cosine.floor, 0.05), schedule.floor, (floor) => ({
          schedule: { ...schedule, floor: floor as number },
        }))}
      {row(wholeField('warmup', 0), training.warmup, (warmup) => ({ warmup: warmup as number }))}
      {row(
        { kind: 'toggle', label: message('inspector.clip'), help: '', default: false },
        training.clipNorm !== null,
        (clip) => ({ clipNorm: clip === true ? 1 : null }),
      )}
      {training.clipNorm !== null &&
        row(realField('clipNorm', 1, 0.5), training.clipNorm, (clipNorm) => ({ clipNorm: clipNorm as number }))}
      {row(wholeField('batchSize', defaultTraining.batchSize), training.batchSize, (batchSize) => ({
        batchSize: batchSize as number,
      }))}
      {row(wholeField('epochs', defaultTraining.epochs), training.epochs, (epochs) => ({ epochs: epochs as number }))}
      {row(
        realField('validationSplit', defaultTraining.validationSplit, 0.05),
        training.validationSplit,
        (validationSplit) => ({ validationSplit: validationSplit as number }),
        ownValidation > 0 ? message('inspector.validation-own', { count: formatInteger(ownValidation) }) : undefined,
      )}
      {row(wholeField('seed', defaultTraining.seed), training.seed, (seed) => ({ seed: seed as number }))}
    </Section>
  );
}
