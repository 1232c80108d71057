import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CurveDigest } from '../../src/train/digest.ts';

/** FNV-1a as its authors define it, in big integers. */
function fnv1a(losses: readonly number[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new Uint8Array(Float64Array.from(losses).buffer)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

it('is FNV-1a with 64 bits over the losses', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (losses) => {
      const digest = new CurveDigest();
      for (const loss of losses) digest.add(loss);
      expect(digest.toString()).toBe(fnv1a(losses));
    }),
  );
});
