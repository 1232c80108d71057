import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../src/interchange/safetensors.ts';

const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) =>
  fc
    .array(fc.float({ noNaN: true }), {
      minLength: shape.reduce((a, b) => a * b, 1),
      maxLength: shape.reduce((a, b) => a * b, 1),
    })
    .map((values) => ({ shape, values: Float32Array.from(values) })),
);
const name = fc.stringMatching(/^[a-zéß][a-z0-9/_]{0,12}$/);

describe('safetensors', () => {
  it('reads back what it wrote, whatever the shapes and names', () => {
    fc.assert(
      fc.property(fc.dictionary(name, tensor, { noNullPrototype: true }), (tensors) => {
        expect(readSafetensors(writeSafetensors(tensors, { made: 'by a test' }))).toEqual({ ok: true, value: tensors });
      }),
    );
  });

  it('starts as the format says: header length, JSON header aligned to 8 bytes, then the numbers', () => {
    const bytes = writeSafetensors({ w: { shape: [2], values: Float32Array.of(1, -2) } }, {});
    const view = new DataView(bytes.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: {},
      w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    });
    expect(view.getFloat32(8 + length + 4, true)).toBe(-2);
  });

  it('answers any damaged file with a fault or sound tensors, and never throws', () => {
    const sound = writeSafetensors(
      { w: { shape: [2, 3], values: new Float32Array(6) }, b: { shape: [3], values: new Float32Array(3) } },
      {},
    );
    fc.assert(
      fc.property(fc.nat(sound.length), fc.nat(255), fc.nat(sound.length), (at, value, cut) => {
        const damaged = sound.slice(0, sound.length - (cut % 32));
        damaged[at % damaged.length] = value;
        const result = readSafetensors(damaged);
        if (result.ok)
          for (const each of Object.values(result.value))
            expect(each.values).toHaveLength(each.shape.reduce((a, b) => a * b, 1));
      }),
      { numRuns: 2000 },
    );
  });
});
