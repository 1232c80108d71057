/** How long a check takes: `npm run bench:check`. Fails when a check from scratch misses its limit. */

import { check, createChecker } from '../src/check/check.ts';
import { type Block, blockName, type Document, FORMAT, VERSION, type Wire } from '../src/document/document.ts';
import { defaultTraining } from '../src/document/training.ts';

/** Milliseconds for a check from scratch, by the number of blocks. */
const limits = new Map([
  [200, 5],
  [1000, 16],
]);

const warmUps = 100;
const runs = 51;

/** digits, then `layers` blocks that `next` adds one after another, then pooling, Dense and the loss. */
function network(
  count: number,
  next: (index: number, from: string) => readonly (readonly [Block, ...string[]])[],
): Document {
  const blocks: Block[] = [{ id: 'digits', kind: 'image', params: {} }];
  const wires: Wire[] = [];
  let last = 'digits';
  const add = (block: Block, inputs: readonly string[]): void => {
    const ports = inputs.length === 1 ? ['x'] : ['left', 'right'];
    blocks.push(block);
    inputs.forEach((from, index) => {
      wires.push({ from: [from, from === 'digits' ? 'image' : 'y'], to: [block.id, ports[index] as string] });
    });
    last = block.id;
  };
  for (let index = 0; blocks.length < count - 3; index++) {
    for (const [block, ...inputs] of next(index, last)) if (blocks.length < count - 3) add(block, inputs);
  }
  add({ id: 'pool', kind: 'global-avg-pool', params: {} }, [last]);
  add({ id: 'dense', kind: 'dense', params: { units: 10 } }, [last]);
  blocks.push({ id: 'loss', kind: 'cross-entropy', params: {} });
  wires.push(
    { from: ['dense', 'y'], to: ['loss', 'prediction'] },
    { from: ['digits', 'label'], to: ['loss', 'target'] },
  );
  return {
    format: FORMAT,
    version: VERSION,
    name: 'Benchmark',
    variables: {},
    blocks,
    wires,
    training: defaultTraining,
    layout: {},
  };
}

const conv = { kernel: [3, 3], padding: 'same', filters: 16 } as const;

const networks: { readonly [name: string]: (count: number) => Document } = {
  chain: (count) =>
    network(count, (index, from) => [
      [{ id: `conv${index}`, kind: 'conv2d', params: { ...conv, activation: 'relu' } }, from],
    ]),
  residual: (count) =>
    network(count, (index, from) =>
      index === 0
        ? [[{ id: 'stem', kind: 'conv2d', params: conv }, from]]
        : [
            [{ id: `a${index}`, kind: 'conv2d', params: conv }, from],
            [{ id: `norm${index}`, kind: 'batch-norm', params: {} }, `a${index}`],
            [{ id: `act${index}`, kind: 'activation', params: {} }, `norm${index}`],
            [{ id: `b${index}`, kind: 'conv2d', params: conv }, `act${index}`],
            [{ id: `add${index}`, kind: 'add', params: {} }, `b${index}`, from],
          ],
    ),
};

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same graph with another size of its last layer; all other blocks are the same objects. */
function edited(document: Document, units: number): Document {
  const blocks = document.blocks.map((block) =>
    blockName(block) === 'dense' ? { ...block, params: { units } } : block,
  );
  return { ...document, blocks };
}

let failed = false;
for (const [name, build] of Object.entries(networks)) {
  for (const [count, limit] of limits) {
    const document = build(count);
    const report = check(document);
    if (report.graph === null) throw new Error(`${name} of ${count} blocks does not check`);
    for (let run = 0; run < warmUps; run++) check(document);
    const scratch = median(Array.from({ length: runs }, () => time(() => check(document))));
    const again = createChecker();
    again(document);
    const edits = Array.from({ length: runs }, (_, index) => edited(document, 10 + index));
    const incremental = median(edits.map((each) => time(() => again(each))));
    const within = scratch < limit;
    failed ||= !within;
    console.log(
      `${name.padEnd(9)} ${`${document.blocks.length}`.padStart(5)} blocks: ${scratch.toFixed(2)} ms from scratch ` +
        `(limit ${limit} ms${within ? '' : ', missed'}), ${incremental.toFixed(2)} ms after an edit`,
    );
  }
}
process.exitCode = failed ? 1 : 0;
