import { describe, expect, it } from 'vitest';
import type { Params } from '../../src/document/document.ts';
import type { Forecast, ForecastRequest } from '../../src/protocol/trainer.ts';
import { systemClock } from '../../src/train/clock.ts';
import { baselineOf, forecast } from '../../src/train/forecast.ts';
import type { Session } from '../../src/train/session.ts';
import { perceptron, seriesForecast } from './documents.ts';
import { packedSeries } from './packed-series.ts';
import { openSession } from './training-run.ts';

/** Trained on a year’s wave in degrees, 18 ± 6 over 12 years a turn, which a linear network foretells exactly. */
const wave = (step: number) => 18 + 6 * Math.sin((2 * Math.PI * step) / 12);

async function trained(window: Params = {}, epochs = 40): Promise<Session> {
  const document = seriesForecast({ window: 3, ...window }, { epochs, learningRate: 0.02, batchSize: 16 });
  const session = await openSession(document, { fetchShard: packedSeries('global-temperature', wave) });
  await session.run(() => {});
  return session;
}

function asked(session: Session, request: Partial<ForecastRequest>, goOn = () => true): Promise<Forecast | null> {
  const forecaster = { graph: session.model.graph, ...session.parts!, clock: systemClock };
  return forecast(forecaster, { part: 'test', start: 0, count: 5, beyond: 0, ...request }, goOn);
}

describe('a forecast', () => {
  it('lies beside the truth in the units of the series, step by step ahead', async () => {
    const session = await trained();
    const told = await asked(session, { count: 18 });
    // 144 years, the last 21 to test, three of them before the first that is foretold.
    expect(told?.windows).toBe(18);
    expect(told?.names[0]).toBe('2006');
    expect(told?.names).toHaveLength(18);
    expect(told).toMatchObject({ column: 'temperature above 1951–1980', unit: '°C' });
    for (const [i, value] of told!.truth.entries()) expect(value).toBeCloseTo(wave(126 + i), 4);
    for (const [i, value] of told!.ahead.entries()) expect(Math.abs(value - wave(126 + i))).toBeLessThan(0.5);
  });

  it('tells its error and that of "as the step before", over the stretch', async () => {
    const session = await trained({}, 2);
    const told = await asked(session, { start: 4, count: 6 });
    const steps = [0, 1, 2, 3, 4, 5].map((i) => 130 + i);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(told?.baseline).toBeCloseTo(mean(steps.map((step) => (wave(step) - wave(step - 1)) ** 2)), 3);
    expect(told?.error).toBeCloseTo(mean(steps.map((step, i) => (told!.ahead[i]! - wave(step)) ** 2)), 3);
  });

  it('is drawn on by feeding predictions back, also beyond the end of the data', async () => {
    const session = await trained();
    const told = await asked(session, { start: 14, count: 2, beyond: 12 });
    expect(told?.drawn).toHaveLength(12);
    // Two windows follow in the data, so two more of what is drawn on is known.
    expect(told?.truth).toHaveLength(4);
    expect(told?.names.slice(2, 6)).toEqual(['2022', '2023', '+3', '+4']);
    for (const [i, value] of told!.drawn.entries()) expect(Math.abs(value - wave(142 + i))).toBeLessThan(1.5);
  });

  it('drawn on from a window is what the next window foretells', async () => {
    const session = await trained({}, 1);
    const drawn = await asked(session, { start: 3, count: 1, beyond: 1 });
    const ahead = await asked(session, { start: 4, count: 1 });
    expect(drawn?.drawn[0]).toBeCloseTo(ahead!.ahead[0]!, 4);
  });

  it('goes on a whole horizon at a time, and knows the truth between windows that are apart', async () => {
    const session = await trained({ horizon: 4, stride: 3 }, 1);
    const told = await asked(session, { start: 0, count: 2, beyond: 5 });
    expect(told?.windows).toBe(5);
    expect(told?.names).toEqual(['2006', '2009', '2010', '2011', '2012', '2013', '2014']);
    for (const [i, step] of [126, 129, 130, 131, 132, 133, 134].entries())
      expect(told?.truth[i]).toBeCloseTo(wave(step), 4);
    expect(told?.drawn).toHaveLength(5);
  });

  it('is none where the stretch is not there, or when it is no longer wanted', async () => {
    const session = await trained({}, 1);
    expect(await asked(session, { start: 14, count: 5 })).toBeNull();
    expect(await asked(session, { start: -1 })).toBeNull();
    expect(await asked(session, { count: 0 })).toBeNull();
    expect(await asked(session, {}, () => false)).toBeNull();
  });

  it('is none of a network that forecasts no series', async () => {
    const session = await openSession(perceptron('moons', 2, { epochs: 1 }, { samples: 100 }));
    await session.run(() => {});
    expect(await asked(session, {})).toBeNull();
    expect(baselineOf(session.model.graph, session.parts!.pipeline, 'test')).toBeNull();
  });
});

describe('the baseline of a forecast', () => {
  it('is the loss of a network that says the last known value', async () => {
    const session = await trained({ horizon: 2 }, 1);
    const { pipeline } = session.parts!;
    const { mean, deviation } = pipeline.column('window', 'next').quantities![0]!;
    const scaled = (step: number) => (wave(step) - mean) / deviation;
    const errors = Array.from({ length: 17 }, (_, i) =>
      [0, 1].map((ahead) => (scaled(126 + i + ahead) - scaled(125 + i)) ** 2),
    ).flat();
    const expected = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(baselineOf(session.model.graph, pipeline, 'test')).toBeCloseTo(expected, 4);
  });
});
