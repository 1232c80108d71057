/** How the graph is trained: the optimizer with its own numbers, the schedule, batches, epochs and the seed. */

import { useRef } from 'react';
import type { Json } from '../../base/json.ts';
import type { Optimizer } from '../../base/optimizer.ts';
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { defaultOptimizers, defaultTraining, type Schedule, type Training } from '../../document/training.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { dataOf } from '../inside/run-data.ts';
import { sampleKind } from '../sample/sample-kind.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { FieldRow } from './field-row.tsx';
import { choiceField, realField, type SettingField, toggleField, wholeField } from './training-fields.ts';

/** What a schedule starts with when it is chosen. */
const schedules: { readonly [K in Schedule['kind']]: Extract<Schedule, { kind: K }> } = {
  constant: { kind: 'constant' },
  step: { kind: 'step', every: 2, factor: 0.5 },
  cosine: { kind: 'cosine', floor: 0 },
};

/** The bound that clipping starts with when it is switched on. */
const usualClip = 1;

const optimizerLabels: { readonly [K in Optimizer['kind']]: MessageKey } = {
  sgd: 'inspector.optimizer-sgd',
  adam: 'inspector.optimizer-adam',
  adamw: 'inspector.optimizer-adamw',
  rmsprop: 'inspector.optimizer-rmsprop',
};

const scheduleLabels: { readonly [K in Schedule['kind']]: MessageKey } = {
  constant: 'inspector.schedule-constant',
  step: 'inspector.schedule-step',
  cosine: 'inspector.schedule-cosine',
};

/** A setting, its value, and the settings that another value makes. */
interface Row extends SettingField {
  readonly value: Json;
  readonly settings: (value: Json) => Partial<Training>;
  readonly note?: string | undefined;
}

export function TrainingSettings() {
  const training = useEditor((editor) => editor.document.training);
  const blocks = useEditor((editor) => editor.document.blocks);
  const edit = useEditor((editor) => editor.edit);
  const endGesture = useEditor((editor) => editor.endGesture);
  /** Another one after each visit of a field, so that its edits are a step of undo of their own. */
  const visit = useRef(0);
  const data = dataOf({ blocks, training })?.spec ?? null;
  return (
    <Section title={message('inspector.training')}>
      {rowsOf(training, data).map(({ field, fault, value, settings, note }) => (
        <FieldRow
          key={field.label}
          field={field}
          fault={fault}
          value={value}
          marked={false}
          {...(note !== undefined && { note })}
          onChange={(next) =>
            edit([{ kind: 'set-training', training: settings(next) }], {
              label: message('inspector.history-training', { label: field.label }),
              gesture: `training ${field.label} ${visit.current}`,
            })
          }
          onDone={() => {
            visit.current++;
            endGesture();
          }}
        />
      ))}
    </Section>
  );
}

function rowsOf(training: Training, data: DatasetSpec | null): readonly Row[] {
  const { optimizer, schedule, clipNorm } = training;
  const standard = defaultTraining;
  const clip: Row = {
    ...toggleField('inspector.clip', false),
    value: clipNorm !== null,
    settings: (on) => ({ clipNorm: on === true ? usualClip : null }),
  };
  const norm: Row[] =
    clipNorm === null
      ? []
      : [
          {
            ...realField('inspector.clip-norm', 'clipNorm', usualClip, 0.5),
            value: clipNorm,
            settings: (value) => ({ clipNorm: value as number }),
          },
        ];
  return [
    {
      ...choiceField('inspector.optimizer', ['sgd', 'adam', 'adamw', 'rmsprop'], optimizerLabels, 'adam'),
      value: optimizer.kind,
      settings: (kind) => ({ optimizer: defaultOptimizers[kind as Optimizer['kind']] }),
    },
    {
      ...realField('inspector.learning-rate', 'learningRate', standard.learningRate, 0.0005),
      value: training.learningRate,
      settings: (value) => ({ learningRate: value as number }),
    },
    ...optimizerRows(optimizer),
    {
      ...choiceField('inspector.schedule', ['constant', 'step', 'cosine'], scheduleLabels, 'constant'),
      value: schedule.kind,
      settings: (kind) => ({ schedule: schedules[kind as Schedule['kind']] }),
    },
    ...scheduleRows(schedule),
    {
      ...wholeField('inspector.warmup', 'warmup', standard.warmup, message('inspector.unit-steps')),
      value: training.warmup,
      settings: (value) => ({ warmup: value as number }),
    },
    clip,
    ...norm,
    {
      ...wholeField('inspector.batch-size', 'batchSize', standard.batchSize),
      value: training.batchSize,
      settings: (value) => ({ batchSize: value as number }),
    },
    {
      ...wholeField('inspector.epochs', 'epochs', standard.epochs),
      value: training.epochs,
      settings: (value) => ({ epochs: value as number }),
    },
    {
      ...realField(
        'inspector.validation-split',
        'validationSplit',
        standard.validationSplit,
        0.05,
        message('inspector.unit-share'),
      ),
      value: training.validationSplit,
      settings: (value) => ({ validationSplit: value as number }),
      note: data === null ? undefined : ownValidation(data),
    },
    {
      ...wholeField('inspector.seed', 'seed', standard.seed),
      value: training.seed,
      settings: (value) => ({ seed: value as number }),
    },
  ];
}

/** Why no share is split off: the data have a part of their own. */
function ownValidation(data: DatasetSpec): string | undefined {
  const count = data.counts.validation;
  if (sampleKind(data) === 'series') return message('inspector.validation-by-time');
  return count > 0 ? message('inspector.validation-own', { count: formatInteger(count) }) : undefined;
}

/** The numbers of the optimizers: message, and what an arrow key adds. */
const numbers = {
  momentum: ['inspector.momentum', 0.1],
  beta1: ['inspector.beta1', 0.01],
  beta2: ['inspector.beta2', 0.001],
  alpha: ['inspector.alpha', 0.01],
  epsilon: ['inspector.epsilon', 1e-8],
  weightDecay: ['inspector.weight-decay', 0.001],
} as const;

function optimizerRows(optimizer: Optimizer): readonly Row[] {
  const standard = new Map<string, Json>(Object.entries(defaultOptimizers[optimizer.kind]));
  return Object.entries(optimizer).flatMap(([name, value]): readonly Row[] => {
    const settings = (next: Json) => ({ optimizer: { ...optimizer, [name]: next } });
    if (typeof value === 'boolean') return [{ ...toggleField('inspector.nesterov', false), value, settings }];
    if (!(name in numbers)) return [];
    const number = name as keyof typeof numbers;
    const [key, step] = numbers[number];
    return [{ ...realField(key, number, Number(standard.get(name)), step), value, settings }];
  });
}

function scheduleRows(schedule: Schedule): readonly Row[] {
  switch (schedule.kind) {
    case 'constant':
      return [];
    case 'step':
      return [
        {
          ...wholeField('inspector.every', 'every', schedules.step.every, message('inspector.unit-epochs')),
          value: schedule.every,
          settings: (value) => ({ schedule: { ...schedule, every: value as number } }),
        },
        {
          ...realField('inspector.factor', 'factor', schedules.step.factor, 0.1),
          value: schedule.factor,
          settings: (value) => ({ schedule: { ...schedule, factor: value as number } }),
        },
      ];
    case 'cosine':
      return [
        {
          ...realField('inspector.floor', 'floor', schedules.cosine.floor, 0.05),
          value: schedule.floor,
          settings: (value) => ({ schedule: { ...schedule, floor: value as number } }),
        },
      ];
  }
}
