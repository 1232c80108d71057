/** The targets, which take minutes: what the templates reach when they are trained, compile time, blocks against PyTorch. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import { templates } from '../src/templates/templates.ts';
import { compile } from '../src/train/compile.ts';
import { lenet, lenetNorm } from './accept/images.ts';
import { forecast, languageCnn, languageLstm, recalls, speech } from './accept/sequences.ts';
import type { Target } from './accept/target.ts';
import { trainAll } from './accept/training.ts';
import { compareWithTorch } from './torch-blocks.ts';

/** Long ones first, so that both cores are busy to the end. */
const targets: readonly Target[] = [lenetNorm, languageLstm, languageCnn, speech, ...recalls, lenet, forecast];

let passed = 0;
let failed = 0;
let skipped = 0;

function expect(what: string, holds: boolean): void {
  if (holds) passed++;
  else failed++;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
}

try {
  const runs = await trainAll(targets.flatMap(({ trainings }) => trainings));
  let first = 0;
  for (const { trainings, claims } of targets) {
    for (const { what, holds } of claims(runs.slice(first, first + trainings.length))) expect(what, holds);
    first += trainings.length;
  }
} catch (cause) {
  expect(`the trainings run: ${cause instanceof Error ? cause.message : String(cause)}`, false);
}

const document = templates.find(({ id }) => id === 'lenet')?.document;
const times: number[] = [];
for (let run = 0; run < 5 && document; run++) {
  const start = performance.now();
  await compile(document, createWasmBackend());
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
