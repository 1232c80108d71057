/**
 * Speed of recurrent training steps on one lane: `npm run bench:recurrent [plain] [calls] [name]`. 64 steps of 32 features into
 * 128 units, batch 32; the last step goes through a dense layer into a cross-entropy of 10 classes; Adam. `calls` tells what
 * each kernel costs, by itself.
 */
import { setFlagsFromString } from 'node:v8';
import type { Executable } from '../src/backend/backend.ts';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import type { BlockDefinition } from '../src/blocks/define.ts';
import { gru } from '../src/blocks/recurrent/gru.ts';
import { lstm } from '../src/blocks/recurrent/lstm.ts';
import { rnn } from '../src/blocks/recurrent/rnn.ts';
import { backward } from '../src/grad/backward.ts';
import { Builder } from '../src/ir/builder.ts';
import type { Graph, NodeId } from '../src/ir/graph.ts';
import { plan } from '../src/plan/plan.ts';
import { outputShapes, type Program } from '../src/plan/program.ts';
import { axis, real } from '../src/tensor/shape.ts';
import { trainable } from '../tests/harness/case.ts';
import { measure } from './measure.ts';

const [steps, batch, features, units, classes] = [64, 32, 32, 128, 10];

setFlagsFromString('--experimental-wasm-relaxed-simd');
const words = process.argv.slice(2);
const backend = createWasmBackend(words.includes('plain') ? { fma: false } : {});
const filter = words.find((word) => word !== 'plain' && word !== 'calls') ?? '';

/** From x [B, T, F] to the last state [B, units]. */
type Layer = (builder: Builder, x: NodeId) => NodeId;

/** A recurrent block as it comes. */
const block =
  (definition: BlockDefinition): Layer =>
  (builder, x) => {
    const params = {
      ...Object.fromEntries(Object.entries(definition.params).map(([name, field]) => [name, field.default])),
      units,
    };
    const type = { axes: [axis('B', 'B', 'x'), axis('T', steps, 'x'), axis('F', features, 'x')], element: real };
    const { outputs, weights = [] } = definition.infer({ block: 'layer', params, inputs: { x: type } });
    const given = weights.map(({ name, shape }) => [name, builder.parameter(trainable(name, shape))] as const);
    return definition.lower!(builder, {
      block: 'layer',
      params,
      mode: 'train',
      batch,
      inputs: { x },
      lengths: {},
      types: { inputs: { x: type }, outputs },
      weights: Object.fromEntries(given),
      exampleWeights: builder.constant([batch], 1 / batch),
    }).outputs.y!;
  };

/** An LSTM as a person wires it: two Dense layers and their sum for each gate, activations, products and a sum. */
const wired: Layer = (builder, x) => {
  const gates = ['i', 'f', 'g', 'o'];
  const weights = gates.flatMap((gate) => [
    builder.parameter(trainable(`${gate}/x`, [features, units])),
    builder.parameter(trainable(`${gate}/h`, [units, units])),
    builder.parameter(trainable(`${gate}/bias`, [units])),
  ]);
  const zeros = builder.constant([batch, units], 0);
  const sequence = builder.transpose(x, [1, 0, 2]);
  const { final } = builder.scan(
    { states: [zeros, zeros], sequences: [sequence], shared: weights, steps },
    (body, { states: [h, c], sequences: [now], shared }) => {
      const [i, f, g, o] = gates.map((gate, index) => {
        const [ofX, ofH, bias] = shared.slice(3 * index) as [NodeId, NodeId, NodeId];
        const fromX = body.binary('add', body.matmul(now!, ofX), body.reshape(bias, [1, units]));
        const sum = body.binary('add', fromX, body.matmul(h!, ofH));
        return body.unary(gate === 'g' ? 'tanh' : 'sigmoid', sum);
      }) as [NodeId, NodeId, NodeId, NodeId];
      const memory = body.binary('add', body.binary('multiply', f, c!), body.binary('multiply', i, g));
      return { after: [body.binary('multiply', o, body.unary('tanh', memory)), memory] };
    },
  );
  return final[0]!;
};

function network(layer: Layer): Graph {
  const builder = new Builder();
  const last = layer(builder, builder.input('x', [batch, steps, features]));
  const product = builder.matmul(last, builder.parameter(trainable('dense/weight', [units, classes])));
  const bias = builder.reshape(builder.parameter(trainable('dense/bias', [classes])), [1, classes]);
  const logits = builder.binary('add', product, bias);
  const loss = builder.mean(builder.crossEntropy(logits, builder.input('labels', [batch])), [0]);
  builder.output('loss', loss);
  return backward(builder.finish(), loss);
}

function fill({ memory, program }: Executable): void {
  for (const { name, offset, length } of [...program.inputs, ...program.parameters]) {
    for (let i = 0; i < length; i++) memory[offset + i] = name === 'labels' ? i % classes : Math.sin(i * i) / 16;
  }
}

/** Milliseconds of each call of a step by itself, loops call by call; calls of one kernel are told together. */
async function tellCalls(program: Program): Promise<void> {
  const rows = new Map<string, { times: number; milliseconds: number }>();
  for (const call of program.calls) {
    for (const [each, times] of 'steps' in call
      ? call.calls.map((inner) => [inner, call.steps] as const)
      : [[call, 1] as const]) {
      const kernel = program.kernels[each.kernel]!;
      const alone = await backend.compile({ ...program, calls: [each], copies: [] }, null);
      for (let i = 0; i < alone.memory.length; i++) alone.memory[i] = Math.sin(i) / 16;
      const milliseconds = times * measure(() => alone.run({ seed: 1, step: 1 }), 40);
      const [from, to] = [kernel.inputs, outputShapes(kernel)].map((shapes) =>
        shapes.map((shape) => `[${shape}]`).join(' '),
      );
      const name = `${kernel.op} ${from} → ${to} ${each.pass}`;
      const row = rows.get(name) ?? { times: 0, milliseconds: 0 };
      rows.set(name, { times: row.times + times, milliseconds: row.milliseconds + milliseconds });
    }
  }
  for (const [name, { times, milliseconds }] of [...rows].sort(([, a], [, b]) => b.milliseconds - a.milliseconds)) {
    console.log(`  ${milliseconds.toFixed(3).padStart(8)} ms  ${String(times).padStart(4)} × ${name}`);
  }
}

console.log(`fused multiply-add: ${backend.host.fma}`);
for (const [name, layer] of Object.entries({
  rnn: block(rnn),
  lstm: block(lstm),
  gru: block(gru),
  'wired lstm': wired,
})) {
  if (filter !== '' && name !== filter) continue;
  const start = performance.now();
  const program = plan(network(layer), { batch });
  const planned = performance.now();
  const rule = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
  const executable = await backend.compile(program, rule);
  const compiled = performance.now();
  fill(executable);
  let step = 0;
  const time = measure(() => {
    executable.run({ seed: 1, step: ++step });
    executable.update({ learningRate: 0.001, step, gradientScale: 1 });
  }, 1500);
  const making = `plan ${(planned - start).toFixed(0)} ms, module ${(compiled - planned).toFixed(0)} ms`;
  const memory = `${((4 * program.length) / 2 ** 20).toFixed(1)} MiB`;
  console.log(
    `${name.padEnd(12)} ${time.toFixed(2).padStart(7)} ms, ${(1000 / time).toFixed(1)} steps/s (${making}, ${memory})`,
  );
  if (words.includes('calls')) await tellCalls(program);
}
