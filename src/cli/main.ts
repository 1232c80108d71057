/** The command line: reads the arguments, runs one command, answers with the exit code. */
import { parseArgs } from 'node:util';
import { message } from '../text/catalog.ts';
import { runBlocks } from './blocks.ts';
import { runCheck } from './check.ts';
import { openGraph } from './open-graph.ts';
import { runTemplates } from './templates.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const processTerminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  interactive: process.stderr.isTTY === true,
};

const options = {
  check: { json: { type: 'boolean' } },
  train: { json: { type: 'boolean' }, epochs: { type: 'string' }, seed: { type: 'string' }, save: { type: 'string' } },
  blocks: { json: { type: 'boolean' } },
  templates: { json: { type: 'boolean' } },
} as const;
type Command = keyof typeof options;

/** What the options of any command come to. */
interface Values {
  readonly json?: boolean;
  readonly epochs?: string;
  readonly seed?: string;
  readonly save?: string;
  readonly help?: boolean;
}

const isCommand = (text: string): text is Command => Object.hasOwn(options, text);

export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<ExitCode> {
  const [command, ...rest] = args;
  if (command === '--help' || command === '-h' || command === 'help') {
    terminal.out(message('cli.usage'));
    return 0;
  }
  const refuse = (text: string): ExitCode => {
    terminal.note(text);
    return 2;
  };
  if (command === undefined) return refuse(message('cli.usage'));
  if (!isCommand(command)) return refuse(message('cli.unknown-command', { command }));

  let values: Values;
  let names: readonly string[];
  try {
    const parsed = parseArgs({
      args: rest,
      options: { ...options[command], help: { type: 'boolean', short: 'h' } },
      allowPositionals: command === 'check' || command === 'train',
    });
    values = parsed.values as Values;
    names = parsed.positionals;
  } catch (cause) {
    return refuse(message('cli.bad-option', { detail: cause instanceof Error ? cause.message : String(cause) }));
  }
  if (values.help) {
    terminal.out(message('cli.usage'));
    return 0;
  }
  const json = values.json === true;
  if (command === 'blocks') return runBlocks(json, terminal);
  if (command === 'templates') return runTemplates(json, terminal);

  const [name] = names;
  if (name === undefined) return refuse(message('cli.needs-graph', { command }));
  if (names.length > 1) return refuse(message('cli.too-many-arguments', { command, count: names.length }));
  const epochs = wholeNumber('epochs', values.epochs, 1, 10_000);
  const seed = wholeNumber('seed', values.seed, 0, 0xffffffff);
  for (const each of [epochs, seed]) if (typeof each === 'string') return refuse(each);

  const opened = openGraph(name);
  if (!opened.ok) {
    const { code, lines, faults } = opened.error;
    for (const line of lines) terminal.note(line);
    if (json) terminal.out(JSON.stringify({ ok: false, error: { code, message: lines[0], faults }, diagnostics: [] }));
    return 1;
  }
  if (command === 'check') return runCheck(opened.value, json, terminal);
  // The engine is loaded only by the command that needs it.
  const { runTrain } = await import('./train.ts');
  return runTrain(
    opened.value,
    {
      json,
      ...(typeof epochs === 'number' && { epochs }),
      ...(typeof seed === 'number' && { seed }),
      ...(values.save !== undefined && { save: values.save }),
    },
    terminal,
  );
}

/** The number, undefined when the option is not there, or the sentence that says what was expected. */
function wholeNumber(option: string, text: string | undefined, min: number, max: number): number | string | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits = /^\d+$/.test(text) && value >= min && value <= max;
  return fits ? value : message('cli.bad-count', { option, min, max, value: text });
}
