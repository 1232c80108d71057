/** Adds up what the test runners and the acceptance run counted, and ends with one line: `123 passed, 0 failed`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
let passed = 0;
let failed = 0;
let skipped = 0;

function read<T>(file: string): T | null {
  const path = join(folder, file);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  console.log(`${file} is missing: its run did not end.`);
  failed++;
  return null;
}

const unit = read<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>('unit.json');
passed += unit?.numPassedTests ?? 0;
failed += unit?.numFailedTests ?? 0;
skipped += unit?.numPendingTests ?? 0;

const e2e = read<{
  errors: readonly unknown[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}>('e2e.json');
passed += e2e?.stats.expected ?? 0;
// A test that passes only when it is tried again is broken.
failed += (e2e?.stats.unexpected ?? 0) + (e2e?.stats.flaky ?? 0);
// The run itself failed: no server, no browser.
failed += e2e?.errors.length ?? 0;
skipped += e2e?.stats.skipped ?? 0;

const accept = read<{ passed: number; failed: number; skipped: number }>('accept.json');
passed += accept?.passed ?? 0;
failed += accept?.failed ?? 0;
skipped += accept?.skipped ?? 0;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
