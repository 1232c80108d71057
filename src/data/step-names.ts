/** What the steps of a series are called: `2012-03-01`, `1958-03`, `2010-01-01 05:00`. */
import type { SeriesSet } from '../blocks/data/series-sets.ts';

/** Of `count` steps, from the one numbered `first` on. */
export function stepNames({ start, every }: SeriesSet, first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    stepName(dateAt(start, every, first + index).toISOString(), every),
  );
}

function dateAt(start: string, every: SeriesSet['every'], step: number): Date {
  const date = new Date(start.includes('T') ? `${start}:00Z` : `${start}T00:00Z`);
  if (every === 'hour') date.setUTCHours(date.getUTCHours() + step);
  else if (every === 'day') date.setUTCDate(date.getUTCDate() + step);
  else if (every === 'month') date.setUTCMonth(date.getUTCMonth() + step);
  else date.setUTCFullYear(date.getUTCFullYear() + step);
  return date;
}

/** As much of an ISO date as tells the step from others. */
const shown = { year: '1880', month: '1880-01', day: '1880-01-01', hour: '1880-01-01 00:00' } as const;

/** The name of the step at a moment in ISO form, `2010-01-01T05:00:00`. */
export const stepName = (moment: string, every: SeriesSet['every']): string =>
  moment.replace('T', ' ').slice(0, shown[every].length);
