/** What elementwise work is done in one pass, and that it is the same work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId } from '../../src/ir/graph.ts';
import { plan } from '../../src/plan/plan.ts';
import { type AnyKernel, outputShapes } from '../../src/plan/program.ts';
import { accesses, overlap } from '../harness/accesses.ts';
import { elementwiseGraphs } from '../harness/elementwise-cases.ts';
import { runOnce } from '../harness/run.ts';

/** Kernels of the calls that are left of a graph over x [6, 8] whose outputs `make` gives. */
function kernelsOf(make: (builder: Builder, x: NodeId) => readonly NodeId[]): AnyKernel[] {
  const builder = new Builder();
  for (const [index, id] of make(builder, builder.input('x', [6, 8])).entries()) builder.output(`y${index}`, id);
  const { calls, kernels } = plan(builder.finish(), { batch: 6 });
  return calls.flatMap((call) => ('kernel' in call ? [kernels[call.kernel]!] : []));
}

const opsOf = (make: (builder: Builder, x: NodeId) => readonly NodeId[]) => kernelsOf(make).map(({ op }) => op);

describe('fusing elementwise work', () => {
  it('leaves every number as it was', async () => {
    await fc.assert(
      fc.asyncProperty(elementwiseGraphs, async ({ graph, values }) => {
        const run = (options: object) => runOnce(referenceBackend, plan(graph, { batch: 1, ...options }), values);
        const apart = await run({ reuse: false, fused: false });
        expect(await run({ reuse: false, fused: true })).toEqual(apart);
        expect(await run({ reuse: true, fused: true })).toEqual(apart);
      }),
      { numRuns: 200 },
    );
  });

  it('writes on nothing that it still reads', () => {
    fc.assert(
      fc.property(elementwiseGraphs, ({ graph }) => {
        for (const { reads, writes } of accesses(plan(graph, { batch: 1 }))) {
          for (const [index, written] of writes.entries()) {
            for (const range of reads.filter((each) => overlap(each, written))) expect(range).toEqual(written);
            expect(writes.slice(index + 1).filter((other) => overlap(other, written))).toEqual([]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('makes no kernel of more operands than a function can have', async () => {
    const builder = new Builder();
    let sum = builder.input('x', [2, 3]);
    const values = new Map([['x', [1, 2, 3, 4, 5, 6]]]);
    for (let count = 1; count < 1200; count++) {
      values.set(`x${count}`, new Array<number>(6).fill(count));
      sum = builder.binary('add', sum, builder.input(`x${count}`, [2, 3]));
    }
    builder.output('y', sum);
    const backend = await createWasmBackend();
    const found = await runOnce(backend, plan(builder.finish(), { batch: 2 }), values);
    const all = (1199 * 1200) / 2;
    expect(found.get('output y')).toEqual([1, 2, 3, 4, 5, 6].map((own) => own + all));
  });

  it('makes one kernel of a chain, with rows, columns and numbers as operands', () => {
    const [kernel, ...others] = kernelsOf((b, x) => [
      b.scalar(
        'multiply',
        b.unary('exp', b.binary('add', b.binary('multiply', x, b.input('r', [1, 8])), b.input('c', [6, 1]))),
        3,
      ),
    ]);
    expect(others).toEqual([]);
    expect(kernel).toMatchObject({ op: 'fused', rows: 6, columns: 8 });
    expect(kernel).toHaveProperty('expressions.length', 5);
  });

  it('stores what others read, and only that', () => {
    const kernels = kernelsOf((b, x) => {
      const e = b.unary('exp', x);
      const t = b.unary('tanh', e);
      return [b.unary('square', t), b.softmax(e)];
    });
    expect(kernels.map((kernel) => [kernel.op, outputShapes(kernel).length])).toEqual([
      ['fused', 2],
      ['softmax', 1],
    ]);
  });

  it('does not wait for a kernel in between: what comes behind it is another pass', () => {
    expect(
      opsOf((b, x) => {
        const e = b.unary('exp', x);
        return [b.binary('multiply', b.unary('tanh', e), b.softmax(b.unary('square', e)))];
      }),
    ).toEqual(['fused', 'softmax', 'binary']);
  });

  it('reads slices where they lie, and writes parts where they are joined', () => {
    const kernels = kernelsOf((b, x) => {
      const [left, right] = [0, 4].map((start) => b.slice(x, 1, start, [6, 4]));
      return [b.concat([b.unary('tanh', right!), b.binary('multiply', left!, right!)], 1)];
    });
    expect(kernels).toHaveLength(1);
    expect(kernels[0]).toMatchObject({
      rows: 6,
      columns: 4,
      inputs: [[6, 8]],
      outputs: [[6, 8]],
      writes: [
        { start: 0, rowStride: 8 },
        { start: 4, rowStride: 8 },
      ],
    });
  });

  it('computes what is read in parts alone where the parts are read', () => {
    const gates = (b: Builder, x: NodeId) => {
      const sum = b.binary('add', x, b.input('z', [6, 8]));
      const [left, right] = [0, 4].map((start) => b.slice(sum, 1, start, [6, 4]));
      return { sum, y: b.binary('multiply', b.unary('sigmoid', left!), right!) };
    };
    expect(opsOf((b, x) => [gates(b, x).y])).toEqual(['fused']);
    expect(opsOf((b, x) => Object.values(gates(b, x)))).toEqual(['binary', 'fused']);
  });

  it('leaves a node by itself as it was', () => {
    expect(opsOf((b, x) => [b.unary('exp', x)])).toEqual(['unary']);
    expect(opsOf((b, x) => [b.slice(x, 1, 2, [6, 3])])).toEqual(['slice']);
  });

  it('makes one product and one pass of an LSTM step', () => {
    const builder = new Builder();
    const [batch, units] = [3, 4];
    const w = builder.input('w', [units, 4 * units]);
    const zeros = builder.constant([batch, units], 0);
    const { final } = builder.scan(
      { states: [zeros, zeros], sequences: [builder.input('x', [5, batch, 4 * units])], shared: [w], steps: 5 },
      (body, { states: [h, c], sequences: [x], shared: [w] }) => {
        const sums = body.binary('add', x!, body.matmul(h!, w!));
        const [i, f, g, o] = [0, 1, 2, 3].map((gate) => {
          const part = body.slice(sums, 1, gate * units, [batch, units]);
          return body.unary(gate === 2 ? 'tanh' : 'sigmoid', part);
        });
        const memory = body.binary('add', body.binary('multiply', f!, c!), body.binary('multiply', i!, g!));
        return { after: [body.binary('multiply', o!, body.unary('tanh', memory)), memory] };
      },
    );
    builder.output('h', final[0]!);
    const { calls, kernels } = plan(builder.finish(), { batch });
    const [loop] = calls.flatMap((call) => ('steps' in call ? [call] : []));
    expect(loop!.calls.map(({ kernel }) => kernels[kernel]!.op)).toEqual(['matmul', 'fused']);
    expect(loop!.after).toEqual([]);
  });
});
