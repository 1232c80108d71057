#!/usr/bin/env node
// Entry of the command line: turns relaxed SIMD on before anything compiles WebAssembly, then runs the TypeScript sources.
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
register();
const { main } = await import('../src/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
