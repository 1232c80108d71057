/** `gradwire train`: the worker's training in this process, with a progress bar for a person or one JSON value for a program. */
import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Options, Presets, SingleBar } from 'cli-progress';
import { createWasmBackend } from '../backend/wasm/backend.ts';
import type { JsonObject } from '../base/json.ts';
import { check } from '../check/check.ts';
import type { Document } from '../document/document.ts';
import { writeSafetensors } from '../interchange/safetensors.ts';
import type { Checkpoint, RunEvent, RunFailure, Score } from '../protocol/events.ts';
import { message } from '../text/catalog.ts';
import { formatBytes, formatFixed, formatInteger, formatPercent, formatSignificant } from '../text/format.ts';
import { systemClock } from '../train/clock.ts';
import { baselineOf } from '../train/forecast.ts';
import { DataLibrary } from '../train/library.ts';
import type { Summary } from '../train/loop.ts';
import { Session } from '../train/session.ts';
import { diagnosticsOf, printReport } from './check.ts';
import { readShard } from './shards.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export interface TrainOptions {
  readonly json: boolean;
  readonly epochs?: number;
  readonly seed?: number;
  /** File for the weights. */
  readonly save?: string;
}

export async function runTrain(graph: Document, options: TrainOptions, terminal: Terminal): Promise<ExitCode> {
  const document: Document = {
    ...graph,
    training: {
      ...graph.training,
      ...(options.epochs !== undefined && { epochs: options.epochs }),
      ...(options.seed !== undefined && { seed: options.seed }),
    },
  };
  // Told before minutes of training, not after.
  if (options.save !== undefined) {
    const cause = unwritable(options.save);
    if (cause !== null) {
      terminal.note(message('cli.not-saved', { file: options.save, cause }));
      return 2;
    }
  }
  const report = check(document);
  if (!report.graph) {
    if (!options.json) printReport(document, report, { ...terminal, out: terminal.note });
    return fail({ code: 'not-trainable' }, options, terminal, { diagnostics: diagnosticsOf(document, report) });
  }
  const backend = await createWasmBackend();
  const library = new DataLibrary(readShard);
  const opened = await Session.open(
    { document, resume: null, paused: false },
    { backend, library, clock: systemClock },
  );
  if (!opened.ok) return fail(opened.error, options, terminal);
  const session = opened.value;

  const { parameters } = report.total;
  const { epochs, seed } = document.training;
  const { host } = backend;
  if (!options.json) {
    const { name } = document;
    const fma = host.fma ? 'yes' : 'no';
    terminal.note(
      message('cli.training', {
        name,
        backend: host.backend,
        fma,
        parameters: formatInteger(parameters),
        epochs,
        seed,
      }),
    );
  }
  const display = new Display(epochs, options.json ? null : terminal);
  let checkpoint: Checkpoint | null = null;
  // The first Ctrl-C ends the run in good order, with what there is; a second one ends the process.
  const interrupt = () => session.control.stop();
  process.once('SIGINT', interrupt);
  const summary = await session.run((event) => {
    display.show(event);
    if (event.kind === 'checkpoint') checkpoint = event.checkpoint;
  });
  process.off('SIGINT', interrupt);
  display.close();
  const baseline = session.parts && summary.test && baselineOf(session.model.graph, session.parts.pipeline, 'test');
  await session.close();
  if (summary.failure) return fail(summary.failure, options, terminal);

  if (options.json) terminal.out(JSON.stringify(resultOf(summary, baseline, parameters, host)));
  else printSummary(summary, baseline, display.samplesPerSecond, terminal);
  if (options.save !== undefined && checkpoint && !saveWeights(options.save, checkpoint, document, terminal)) return 1;
  return summary.state === 'stopped' ? 130 : 0;
}

function resultOf(
  summary: Summary,
  /** Loss of "tomorrow is like today" on the test part, where a series is forecast. */
  baseline: number | null,
  parameters: number,
  host: { backend: string; fma: boolean; lanes: number },
): JsonObject {
  return {
    parameters,
    steps: summary.steps,
    seconds: summary.seconds,
    epochs: summary.epochs.map(({ epoch, step, train, validation }) => ({
      epoch,
      step,
      loss: train.loss,
      accuracy: train.accuracy,
      validation: validation && { ...validation },
    })),
    test: summary.test && { ...summary.test, ...(baseline !== null && { baseline }) },
    host: { ...host },
    curve: summary.curve,
  };
}

const scoreText = (score: Score | null): string => {
  if (!score) return message('cli.no-score');
  const loss = formatSignificant(score.loss);
  return score.accuracy === null
    ? message('cli.score', { loss })
    : message('cli.score-accuracy', { loss, accuracy: formatPercent(score.accuracy, 2) });
};

function printSummary(summary: Summary, baseline: number | null, samplesPerSecond: number, terminal: Terminal): void {
  if (summary.test) terminal.out(message('cli.test', { score: scoreText(summary.test) }));
  if (baseline !== null) terminal.out(message('cli.baseline', { loss: formatSignificant(baseline) }));
  terminal.out(
    message('cli.done', {
      steps: formatInteger(summary.steps),
      seconds: formatFixed(summary.seconds, 1),
      speed: formatInteger(samplesPerSecond),
    }),
  );
}

/** Why no file can be made at that path; null when one can. */
function unwritable(file: string): string | null {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** False when the file could not be written, which has been said. */
function saveWeights(file: string, { parameters }: Checkpoint, document: Document, terminal: Terminal): boolean {
  try {
    writeFileSync(
      file,
      writeSafetensors(parameters, { format: 'gradwire', name: document.name, layout: 'channels-last' }),
    );
  } catch (cause) {
    terminal.note(message('cli.not-saved', { file, cause: cause instanceof Error ? cause.message : String(cause) }));
    return false;
  }
  terminal.note(message('cli.saved', { file }));
  return true;
}

function fail(
  failure: RunFailure,
  { json }: TrainOptions,
  terminal: Terminal,
  details: { readonly diagnostics?: readonly JsonObject[] } = {},
): ExitCode {
  const text = failureText(failure);
  terminal.note(text);
  if (json) terminal.out(JSON.stringify({ error: { ...failure, message: text }, ...details }));
  return 1;
}

function failureText(failure: RunFailure): string {
  switch (failure.code) {
    case 'not-trainable':
      return message('cli.not-trainable');
    case 'data':
      return failure.block === null
        ? message('cli.data', { cause: failure.message })
        : message('cli.data-block', { block: failure.block, cause: failure.message });
    case 'memory':
      return message('cli.memory', { bytes: formatBytes(failure.bytes) });
    case 'diverged': {
      const { step, block, where } = failure.divergence;
      return message('cli.diverged', { step, block: block ?? 'none', where });
    }
    case 'internal':
      return message('cli.failed', { cause: failure.message });
    case 'worker-died':
    case 'worker-hung':
      return message('cli.failed', { cause: failure.code });
  }
}

const barOptions: Options = {
  format: '{bar} {percentage} %  {step}/{steps}  loss {loss}  {speed}/s',
  hideCursor: true,
  stopOnComplete: false,
};

/** The bar on a terminal and a line after each epoch; nothing at all without a person. */
class Display {
  samplesPerSecond = 0;
  private readonly bar: SingleBar | null;
  private started = false;

  constructor(
    private readonly epochs: number,
    private readonly terminal: Terminal | null,
  ) {
    this.bar = terminal?.interactive ? new SingleBar(barOptions, Presets.shades_classic) : null;
  }

  show(event: RunEvent): void {
    if (event.kind === 'steps') {
      const { step, steps, samplesPerSecond } = event.progress;
      this.samplesPerSecond = samplesPerSecond;
      const values = {
        step: formatInteger(step),
        steps: formatInteger(steps),
        loss: formatSignificant(event.series.loss.at(-1) ?? 0),
        speed: formatInteger(samplesPerSecond),
      };
      if (this.started) this.bar?.update(step, values);
      else this.bar?.start(steps, step, values);
      this.started = true;
    } else if (event.kind === 'epoch') {
      const { epoch, train, validation } = event.point;
      this.close();
      this.terminal?.note(
        message('cli.epoch', {
          epoch,
          epochs: this.epochs,
          loss: formatSignificant(train.loss),
          validation: scoreText(validation),
        }),
      );
    }
  }

  close(): void {
    if (this.started) this.bar?.stop();
    this.started = false;
  }
}
