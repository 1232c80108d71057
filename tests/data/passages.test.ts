import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preparePad } from '../../src/data/prepare/pad.ts';
import { preparePassages } from '../../src/data/prepare/passages.ts';
import { idsOf, onlyTrain, prepared, tokenColumn } from './text-columns.ts';

const examples = fc.array(fc.array(fc.integer({ min: 2, max: 8 }), { maxLength: 30 }), { minLength: 1, maxLength: 5 });
const trainOnly = (ids: readonly (readonly number[])[]) => tokenColumn(onlyTrain(ids, []));

describe('passages', () => {
  it('of stride equal to the length tile each text, whose first is known, and next is one token later', async () => {
    await fc.assert(
      fc.asyncProperty(examples, fc.integer({ min: 1, max: 6 }), async (ids, length) => {
        fc.pre(ids.some((each) => each.length > length));
        const { y, next } = await prepared(preparePassages, { length, stride: length }, trainOnly(ids));
        const cutEach = ids.map((each) => {
          const count = Math.max(0, Math.floor((each.length - 1) / length));
          return Array.from({ length: count }, (_, index) => each.slice(index * length, index * length + length + 1));
        });
        const cut = cutEach.flat();
        expect(idsOf(y!, 'train')).toEqual(cut.map((each) => each.slice(0, -1)));
        expect(idsOf(next!, 'train')).toEqual(cut.map((each) => each.slice(1)));
        expect(next!.rows).toBe(y!.rows);
        const isFirst = cutEach.flatMap((pieces) => pieces.map((_, index) => index === 0));
        expect(cut.map((_, index) => y!.rows.isFirstPiece?.('train', index))).toEqual(isFirst);
      }),
    );
  });

  it('of a smaller stride overlap', async () => {
    const { y } = await prepared(preparePassages, { length: 3, stride: 1 }, trainOnly([[2, 3, 4, 5, 6]]));
    expect(idsOf(y!, 'train')).toEqual([
      [2, 3, 4],
      [3, 4, 5],
    ]);
  });

  it('longer than all texts are refused, with the length that would do', async () => {
    const wanted = prepared(preparePassages, { length: 4, stride: 4 }, trainOnly([[2, 3, 4], [5]]));
    await expect(wanted).rejects.toThrow(/has 3 tokens.* at most 2/);
  });

  it('of a text that is to go on: its end', async () => {
    const { y } = await prepared(preparePassages, { length: 3, stride: 3 }, trainOnly([[2, 3, 4, 5]]));
    expect(y!.of({ values: [2, 3, 4, 5, 6], steps: 5 })).toEqual({ values: Float32Array.of(4, 5, 6), steps: 3 });
    expect(y!.of({ values: [7], steps: 1 })).toEqual({ values: Float32Array.of(7), steps: 1 });
  });
});

describe('sequences that are padded or cut', () => {
  it('keep as many real steps as fit, from the side that is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        examples,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('beginning', 'end'),
        async (ids, length, keep) => {
          const { y } = await prepared(preparePad, { length, keep }, trainOnly(ids));
          for (const [index, each] of ids.entries()) {
            const cell = y!.read('train', index, null);
            const kept = keep === 'beginning' ? each.slice(0, length) : each.slice(-length);
            expect(cell).toEqual({ values: Float32Array.from(kept), steps: kept.length });
            expect(y!.steps(cell)).toEqual(kept.map((id) => `#${id}`));
          }
        },
      ),
    );
  });
});
