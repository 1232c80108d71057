#!/usr/bin/env node
// Entry of the command line: turns relaxed SIMD on before anything compiles WebAssembly, then runs the TypeScript sources.
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
// A reader that has seen enough (`| head`) closes the pipe: nothing is wrong. Without results nobody needs the rest, without
// notes somebody may still want the results.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
    if (stream === process.stdout) process.exit();
  });
}
// The TypeScript settings of the folder that it happens to run in are none of its business.
register({ tsconfig: false });
const { main } = await import('../src/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
