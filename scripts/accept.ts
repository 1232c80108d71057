/** The trained targets, which take minutes: accuracy on the digits, equal curves for equal seeds, compile time, blocks against PyTorch. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import { templates } from '../src/templates/templates.ts';
import { compile } from '../src/train/compile.ts';
import { compareWithTorch } from './torch-blocks.ts';

/** What `gradwire train --json` prints, as far as the targets need it. */
interface Trained {
  readonly parameters: number;
  readonly steps: number;
  readonly seconds: number;
  readonly test: { readonly loss: number; readonly accuracy: number };
  readonly host: { readonly backend: string; readonly fma: boolean; readonly lanes: number };
  readonly curve: string;
}

const command = fileURLToPath(new URL('../bin/gradwire.mjs', import.meta.url));

/** One training in a process of its own, as a person would start it. */
function train(template: string, epochs: number, seed: number): Promise<Trained> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [command, 'train', template, '--epochs', `${epochs}`, '--seed', `${seed}`, '--json'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`train ${template} --seed ${seed} ended with exit code ${code}`));
      const trained = JSON.parse(output) as Trained;
      console.log(
        `${template} seed ${seed}: ${(100 * trained.test.accuracy).toFixed(2)} % on the test part, ${trained.steps} steps in ` +
          `${trained.seconds.toFixed(0)} s (${trained.host.backend}${trained.host.fma ? ', FMA' : ''}), curve ${trained.curve.slice(0, 12)}`,
      );
      resolve(trained);
    });
  });
}

/** Runs the jobs two at a time: two cores, and each training uses one. */
async function inPairs<T>(jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++;
      const job = jobs[index];
      if (job) results[index] = await job();
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

let passed = 0;
let failed = 0;
let skipped = 0;

function expect(what: string, holds: boolean): void {
  if (holds) passed++;
  else failed++;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
}

try {
  // The long one first, so that both cores are busy to the end.
  const [norm, one, two, three, again] = await inPairs([
    () => train('lenet-norm', 8, 1),
    () => train('lenet', 3, 1),
    () => train('lenet', 3, 2),
    () => train('lenet', 3, 3),
    () => train('lenet', 3, 1),
  ]);
  if (!norm || !one || !two || !three || !again) throw new Error('a training gave no result');
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const runs = [one, two, three];
  for (const [index, run] of runs.entries()) {
    expect(
      `lenet, 3 epochs, seed ${index + 1}: ${percent(run.test.accuracy)} on the test part (at least 98.0 %)`,
      run.test.accuracy >= 0.98,
    );
  }
  const mean = runs.reduce((sum, run) => sum + run.test.accuracy, 0) / runs.length;
  expect(`lenet, mean of three seeds: ${percent(mean)} (at least 98.2 %)`, mean >= 0.982);
  expect(`lenet has 20,490 parameters: ${one.parameters}`, one.parameters === 20490);
  expect('the same seed twice gives the same curve, bit for bit', one.curve === again.curve);
  expect('another seed gives another curve', one.curve !== two.curve);
  expect(
    `lenet-norm, 8 epochs: ${percent(norm.test.accuracy)} on the test part (at least 99.0 %)`,
    norm.test.accuracy >= 0.99,
  );
} catch (cause) {
  expect(`the trainings run: ${cause instanceof Error ? cause.message : String(cause)}`, false);
}

const lenet = templates.find(({ id }) => id === 'lenet');
const times: number[] = [];
for (let run = 0; run < 5 && lenet; run++) {
  const start = performance.now();
  await compile(lenet.document, createWasmBackend());
  times.push(performance.now() - start);
}
const median = times.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
expect(`compiling LeNet: ${median.toFixed(0)} ms, the median of five (under 100 ms)`, median < 100);

const torch = await compareWithTorch();
if (torch.skipped !== null) {
  const required = process.env.GRADWIRE_REQUIRE_TORCH === '1';
  console.log(`${required ? 'FAILED' : 'skipped'} comparison with PyTorch: ${torch.skipped}`);
  if (required) failed++;
  else skipped++;
} else {
  for (const failure of torch.failures) console.log(`       ${failure}`);
  expect(
    `${torch.cases} configurations of blocks, losses and optimizers agree with PyTorch`,
    torch.failures.length === 0,
  );
}

const results = process.env.GRADWIRE_RESULTS;
if (results) writeFileSync(join(results, 'accept.json'), JSON.stringify({ passed, failed, skipped }));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
