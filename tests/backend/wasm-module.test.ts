/** The assembler: modules are read by the engine as they were meant. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FunctionBuilder } from '../../src/backend/wasm/function.ts';
import { type Expr, f32, f32x4, f64, i32, type ValueType, v128 } from '../../src/backend/wasm/instructions.ts';
import { ModuleBuilder, memoryImport } from '../../src/backend/wasm/module.ts';

/** Compiles one function over a page of memory that holds the numbers `before`, runs it, and gives its result and the numbers. */
async function run(
  define: (f: FunctionBuilder) => Expr<ValueType> | null,
  before: readonly number[] = [],
): Promise<{ result: number; after: Float32Array }> {
  const module = new ModuleBuilder();
  module.export('f', module.define([], new FunctionBuilder(), define));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const after = new Float32Array(memory.buffer);
  after.set(before);
  const imports = { [memoryImport.module]: { [memoryImport.name]: memory } };
  const { instance } = await WebAssembly.instantiate(module.encode(1), imports);
  return { result: (instance.exports.f as () => number)(), after };
}

describe('constants', () => {
  it('of 32-bit numbers, signed and unsigned', async () => {
    const edges = [0, 63, 64, -64, -65, 8191, 8192, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32 - 1];
    const numbers = fc.oneof(fc.constantFrom(...edges), fc.integer());
    await fc.assert(
      fc.asyncProperty(numbers, async (value) => {
        expect((await run(() => i32.const(value))).result).toBe(value | 0);
      }),
      { numRuns: 60 },
    );
  });

  it('of reals, not-a-number and infinity too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double(), async (value) => {
        expect((await run(() => f64.const(value))).result).toBe(value);
        expect((await run(() => f32.const(value))).result).toBe(Math.fround(value));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a walk', () => {
  it.each([0, 1, 2, 7])('turns %i times and moves every pointer', async (count) => {
    const { result } = await run((f) => {
      const sum = f.local(i32.const(0));
      const pointers = [
        [i32.const(100), 4],
        [i32.const(1000), -10],
        [i32.const(5), 0],
      ] as const;
      f.walk(count, pointers, (...at) => {
        for (const pointer of at) f.set(sum, i32.add(sum, pointer));
      });
      return sum;
    });
    const expected = Array.from({ length: count }, (_, i) => 100 + 4 * i + 1000 - 10 * i + 5);
    expect(result).toBe(expected.reduce((sum, each) => sum + each, 0));
  });

  it('turns when no pointer moves, and nests', async () => {
    const { result } = await run((f) => {
      const turns = f.local(i32.const(0));
      f.walk(3, [], () => f.walk(4, [[i32.const(0), 0]], () => f.set(turns, i32.add(turns, i32.const(1)))));
      return turns;
    });
    expect(result).toBe(12);
  });
});

it.each([1, 2, 3, 4])('storing %i lanes leaves the others as they were', async (lanes) => {
  const { after } = await run(
    (f) => {
      f.storeLanes(i32.const(4), 8, v128.load(i32.const(0)), lanes);
      return null;
    },
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  const expected = [1, 2, 3, 4, 5, 6, 7, 8];
  for (let i = 0; i < lanes; i++) expected[3 + i] = i + 1;
  expect([...after.subarray(0, 8)]).toEqual(expected);
});

it('a local whose scope has ended is used again, one that lives is not', async () => {
  const f = new FunctionBuilder();
  f.addParameters([]);
  const kept = f.local(f32x4.const(1));
  let inner = -1;
  f.scope(() => {
    inner = f.local(f32x4.const(2)).index;
  });
  const next = f.local(f32x4.const(3));
  expect(next.index).toBe(inner);
  expect(next.index).not.toBe(kept.index);
  expect(f.declaredLocals()).toEqual(['v128', 'v128']);
});
