import { expect, it } from 'vitest';
import { err, ok } from '../../src/base/result.ts';

it('keeps an expected failure whole on its way through a worker', () => {
  const failure = err({ code: 'worker-hung', seconds: 3 });
  expect(structuredClone(failure)).toEqual({ ok: false, error: { code: 'worker-hung', seconds: 3 } });
  expect(structuredClone(ok([1, 2]))).toEqual({ ok: true, value: [1, 2] });
});
