/** What a network expects of a series: a step ahead along a stretch of the test part, and on from a step of it. */
import { useCallback } from 'react';
import type { Forecast, Part } from '../../../protocol/trainer.ts';
import { runsStore } from '../../../runs/store.ts';
import { useAsked } from '../../inside/use-asked.ts';

/** Windows that are shown at once, at most. */
const shown = 400;
/** Milliseconds from an answer to the next question while steps run: a stretch is many predictions. */
const pause = 2000;

/** Windows in a row. */
export interface Stretch {
  readonly part: Part;
  readonly start: number;
  readonly count: number;
}

/** The stretch in which a window lies, of a part with so many. */
export function stretchAround(part: Part, window: number, windows: number): Stretch {
  const start = Math.max(0, Math.min(Math.floor(window / shown) * shown, windows - shown));
  return { part, start, count: Math.min(windows - start, shown) };
}

/** Null before there is an answer. `beyond` steps are drawn on from the last window. */
export function useForecast({ part, start, count }: Stretch, beyond: number): Forecast | null {
  const ask = useCallback(async () => {
    const forecast = await runsStore.getState().forecast({ part, start, count, beyond });
    return { start, forecast };
  }, [part, start, count, beyond]);
  const answer = useAsked(count > 0 ? ask : null, pause)?.answer;
  return answer?.start === start && answer.forecast?.ok ? answer.forecast.value : null;
}
