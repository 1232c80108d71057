/** Speed of the WebAssembly kernels on one core, and of a whole LeNet training step: `npm run bench:kernels [plain] [name]`. */
import { setFlagsFromString } from 'node:v8';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import { elementCount } from '../src/base/rowmajor.ts';
import { backward } from '../src/grad/backward.ts';
import { Builder } from '../src/ir/builder.ts';
import type { NodeId } from '../src/ir/graph.ts';
import { plan } from '../src/plan/plan.ts';
import { outputShapes } from '../src/plan/program.ts';
import { lenet } from '../tests/harness/lenet.ts';
import { measure } from './measure.ts';

setFlagsFromString('--experimental-wasm-relaxed-simd');
const backend = createWasmBackend(process.argv.includes('plain') ? { fma: false } : {});

/** Only what has this in its name, if it is given. */
const filter = process.argv.slice(2).find((argument) => argument !== 'plain') ?? '';

async function bench(name: string, operations: number | null, define: (builder: Builder) => NodeId): Promise<void> {
  if (!name.includes(filter)) return;
  const builder = new Builder();
  builder.output('y', define(builder));
  const program = plan(builder.finish(), { batch: 1 });
  const executable = await backend.compile(program, null);
  for (let i = 0; i < executable.memory.length; i++) executable.memory[i] = Math.sin(i);
  const time = measure(() => executable.run({ seed: 1, step: 1 }));
  const elements = Math.max(
    ...program.kernels.flatMap((kernel) => [...kernel.inputs, ...outputShapes(kernel)]).map(elementCount),
  );
  const rate =
    operations === null
      ? `${((time * 1e6) / elements).toFixed(2)} ns an element`
      : `${(operations / time / 1e6).toFixed(1)} GFLOP/s`;
  console.log(`${name.padEnd(44)} ${time.toFixed(3).padStart(9)} ms  ${rate}`);
}

console.log(`fused multiply-add: ${backend.host.fma}`);

for (const [m, k, n] of [
  [64, 64, 64],
  [256, 256, 256],
  [512, 512, 512],
  [64, 784, 256],
  [32, 128, 512],
  [50176, 9, 16],
  [12544, 144, 32],
  [64, 1568, 10],
  [1568, 64, 10],
  [64, 10, 1568],
  [1, 784, 256],
] as const) {
  for (const [transposeA, transposeB] of [
    [false, false],
    [false, true],
    [true, false],
  ] as const) {
    const name = `matmul ${transposeA ? 'T' : 'N'}${transposeB ? 'T' : 'N'} ${m}×${k}×${n}`;
    await bench(name, 2 * m * k * n, (builder) => {
      const a = builder.input('a', transposeA ? [k, m] : [m, k]);
      const b = builder.input('b', transposeB ? [n, k] : [k, n]);
      return builder.matmul(a, b, transposeA, transposeB);
    });
  }
}

for (const [label, size, channels, filters, kernel, stride, groups] of [
  ['lenet 1', 28, 1, 16, 3, 1, 1],
  ['lenet 2', 14, 16, 32, 3, 1, 1],
  ['wide', 14, 64, 64, 3, 1, 1],
  ['strided', 28, 16, 32, 3, 2, 1],
  ['1×1', 14, 64, 64, 1, 1, 1],
  ['4 groups', 14, 64, 64, 3, 1, 4],
  ['depthwise', 14, 64, 64, 3, 1, 64],
] as const) {
  const pad = (kernel - 1) / 2;
  const attrs = {
    stride: [stride, stride],
    dilation: [1, 1],
    padding: [pad, pad, pad, pad],
    groups,
  } as const;
  const out = Math.floor((size + 2 * pad - kernel) / stride) + 1;
  const [x, w, y] = [
    [64, size, size, channels],
    [kernel, kernel, channels / groups, filters],
    [64, out, out, filters],
  ] as const;
  const operations = 2 * 64 * out * out * kernel * kernel * (channels / groups) * filters;
  await bench(`conv ${label}`, operations, (builder) =>
    builder.add('conv2d', attrs, [builder.input('x', x), builder.input('w', w)]),
  );
  await bench(`conv ${label}, by input`, operations, (builder) =>
    builder.add('conv2dGradInput', attrs, [builder.input('w', w), builder.input('y', y)], x),
  );
  await bench(`conv ${label}, by filter`, operations, (builder) =>
    builder.add('conv2dGradFilter', attrs, [builder.input('x', x), builder.input('y', y)], w),
  );
}

const map = [64, 28, 28, 16];
const pool = { window: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] } as const;
await bench('max-pool 2×2', null, (builder) => builder.add('maxPool', pool, [builder.input('x', map)]));
await bench('max-pool 2×2, gradient', null, (builder) =>
  builder.add('maxPoolGrad', pool, [builder.input('x', map), builder.input('dy', [64, 14, 14, 16])]),
);
for (const fn of ['relu', 'exp', 'log', 'tanh', 'sigmoid', 'gelu', 'softplus'] as const) {
  await bench(fn, null, (builder) => builder.unary(fn, builder.input('x', [1 << 16])));
}
await bench('uniform', null, (builder) => builder.add('uniform', { stream: 1 }, [], [1 << 16]));
await bench('sum over batch, rows, columns', null, (builder) => builder.sum(builder.input('x', map), [0, 1, 2]));

async function benchLenet(): Promise<void> {
  const { graph, loss } = lenet(64);
  const compiling = performance.now();
  const program = plan(backward(graph, loss), { batch: 64 });
  const planned = performance.now();
  const executable = await backend.compile(program, {
    kind: 'adam',
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  });
  const compiled = performance.now();
  console.log(
    `LeNet: gradient and plan ${(planned - compiling).toFixed(1)} ms, module ${(compiled - planned).toFixed(1)} ms`,
  );
  for (const { offset, length } of [...program.inputs, ...program.parameters]) {
    for (let i = 0; i < length; i++) executable.memory[offset + i] = Math.sin(i) / 16;
  }
  const labels = program.inputs.find(({ name }) => name === 'labels')!;
  for (let i = 0; i < labels.length; i++) executable.memory[labels.offset + i] = i % 10;
  let step = 0;
  const time = measure(() => {
    executable.run({ seed: 1, step: ++step });
    executable.update({ learningRate: 0.001, step, gradientScale: 1 });
  });
  for (const call of program.calls) {
    if (!('kernel' in call)) continue;
    const kernel = program.kernels[call.kernel]!;
    const alone = await backend.compile({ ...program, calls: [call], copies: [] }, null);
    alone.memory.set(executable.memory);
    const milliseconds = measure(() => alone.run({ seed: 1, step: 1 }));
    console.log(
      `  ${kernel.op.padEnd(20)} ${outputShapes(kernel)
        .map((shape) => `[${shape}]`)
        .join(' ')
        .padEnd(20)} ${milliseconds.toFixed(3).padStart(9)} ms`,
    );
  }
  console.log(`LeNet training, batch 64: ${time.toFixed(2)} ms a step, ${(1000 / time).toFixed(0)} steps a second`);
}

if ('LeNet training'.includes(filter)) await benchLenet();
