/** The stretch of a series around a window, and the curves of what was expected of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Forecast } from '../../../src/protocol/trainer.ts';
import { linesOf } from '../../../src/ui/use/forecast/forecast-lines.ts';
import { stretchAround } from '../../../src/ui/use/forecast/use-forecast.ts';

test('the stretch holds the window and lies within the part', () => {
  const place = fc
    .integer({ min: 1, max: 5000 })
    .chain((windows) => fc.record({ windows: fc.constant(windows), window: fc.integer({ min: 0, max: windows - 1 }) }));
  fc.assert(
    fc.property(place, ({ windows, window }) => {
      const { start, count } = stretchAround('test', window, windows);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start + count).toBeLessThanOrEqual(windows);
      expect(window).toBeGreaterThanOrEqual(start);
      expect(window).toBeLessThan(start + count);
    }),
  );
});

const forecast = (values: Pick<Forecast, 'truth' | 'ahead' | 'drawn'>): Forecast => ({
  ...values,
  names: [],
  column: 'wind',
  unit: 'm/s',
  windows: 100,
  error: 1,
  baseline: 2,
});

test('what is drawn on begins at what is known last, step by step behind windows that lie apart', () => {
  const along = forecast({
    truth: Float32Array.of(1, 2, 3),
    ahead: Float32Array.of(4, 5, 6),
    drawn: new Float32Array(),
  });
  const on = forecast({ truth: Float32Array.of(2, 9), ahead: Float32Array.of(5), drawn: Float32Array.of(7, 8) });
  const [truth, ahead, drawn] = linesOf(along, on, { stride: 2, place: 2 });
  expect(truth).toMatchObject({ x: [0, 2, 4], y: along.truth });
  expect(ahead).toMatchObject({ x: [0, 2, 4], y: along.ahead });
  expect(drawn).toMatchObject({ x: [2, 3, 4], y: [2, 7, 8] });
});

test('before there is an answer there are curves without points', () => {
  for (const { x, y } of linesOf(null, null, { stride: 1, place: 3 })) expect([x.length, y.length]).toEqual([0, 0]);
});
