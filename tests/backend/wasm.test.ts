/** The WebAssembly backend computes what the reference computes, fused and plain. */
import { setFlagsFromString } from 'node:v8';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { everyBackend } from '../harness/every-backend.ts';
import { wideExtent } from '../harness/op-cases.ts';

// Node 20 has relaxed SIMD behind a flag that must be set before the first module is compiled.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const conformance = { tolerance: 1e-5, runs: 60, extent: wideExtent };

everyBackend('fused', async () => createWasmBackend({ fma: true }), conformance);
everyBackend('plain', async () => createWasmBackend({ fma: false }), conformance);
