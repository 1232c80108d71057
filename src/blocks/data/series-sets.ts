/** What the checker and the data panel know of the series. They are packed by scripts/pack, each under the name of its id. */
import { message } from '../../text/catalog.ts';
import type { DatasetSpec } from './datasets.ts';

export const seriesIds = [
  'seattle-weather',
  'new-york-weather',
  'seattle-normals',
  'co2',
  'global-temperature',
] as const;
export type SeriesId = (typeof seriesIds)[number];

/** What one column measures. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
}

export interface SeriesSet {
  readonly title: string;
  /** Measured at each step; the first is what one would forecast. */
  readonly measures: readonly Measure[];
  readonly steps: number;
  /** How far apart the steps are. */
  readonly every: 'hour' | 'day' | 'month' | 'year';
  /** The first step, in UTC: `2012-01-01`, `2010-01-01T01`. */
  readonly start: string;
  /** Steps at which nothing was measured. */
  readonly gaps: number;
  /** What repeats: after so many steps. */
  readonly periods: readonly { readonly name: string; readonly steps: number }[];
  readonly licence: string;
  readonly source: string;
  readonly bytes: number;
}

const degrees = '°C';
const noLicence = 'In the public domain (U.S. Government)';
const weather: readonly Measure[] = [
  { name: 'maximum temperature', unit: degrees },
  { name: 'minimum temperature', unit: degrees },
  { name: 'precipitation', unit: 'mm' },
  { name: 'wind', unit: 'm/s' },
];
const daily = {
  measures: weather,
  steps: 1461,
  every: 'day',
  start: '2012-01-01',
  gaps: 0,
  periods: [{ name: 'year', steps: 365.2425 }],
  licence: noLicence,
} as const;

export const seriesSets: { readonly [id in SeriesId]: SeriesSet } = {
  'seattle-weather': {
    ...daily,
    title: 'Weather in Seattle',
    source: 'Daily weather 2012–2015, NOAA National Climatic Data Center; from the package vega-datasets.',
    bytes: 8243,
  },
  'new-york-weather': {
    ...daily,
    title: 'Weather in New York',
    source: 'Daily weather 2012–2015, NOAA Climate Data Online; from the package vega-datasets.',
    bytes: 8480,
  },
  'seattle-normals': {
    title: 'An average year in Seattle',
    measures: [
      { name: 'temperature', unit: degrees },
      { name: 'pressure', unit: 'hPa' },
      { name: 'wind', unit: 'm/s' },
    ],
    steps: 8759,
    every: 'hour',
    start: '2010-01-01T01',
    gaps: 0,
    periods: [
      { name: 'day', steps: 24 },
      { name: 'year', steps: 8765.82 },
    ],
    licence: noLicence,
    source: 'Hourly climate normals 1981–2010, NOAA National Climatic Data Center; from the package vega-datasets.',
    bytes: 28_879,
  },
  co2: {
    title: 'CO₂ on Mauna Loa',
    measures: [
      { name: 'CO₂', unit: 'ppm' },
      { name: 'CO₂ without the seasons', unit: 'ppm' },
    ],
    steps: 746,
    every: 'month',
    start: '1958-03-01',
    gaps: 5,
    periods: [{ name: 'year', steps: 12 }],
    licence: 'CC BY 4.0',
    source: 'C. D. Keeling and others, Scripps CO2 Program, monthly 1958–2020; from the package vega-datasets.',
    bytes: 4526,
  },
  'global-temperature': {
    title: 'Temperature of the Earth',
    measures: [{ name: 'temperature above 1951–1980', unit: degrees }],
    steps: 144,
    every: 'year',
    start: '1880-01-01',
    gaps: 0,
    periods: [],
    licence: noLicence,
    source: 'GISTEMP, yearly 1880–2023, NASA Goddard Institute for Space Studies; from the package vega-datasets.',
    bytes: 468,
  },
};

/** What is done about steps at which nothing was measured. */
export const gapRules = ['refuse', 'line', 'hold'] as const;
export type GapRule = (typeof gapRules)[number];

export interface SeriesOptions {
  /** Which measure alone, from 0; null for all. */
  readonly measure: number | null;
  readonly gaps: GapRule;
  /** With the sine and cosine of each period. */
  readonly calendar: boolean;
}

/** Steps of each part, in the order of time: the first 70 % train, the next 15 % validate, the rest tests. */
export function seriesParts(steps: number): DatasetSpec['counts'] {
  const train = Math.round(steps * 0.7);
  const validation = Math.round(steps * 0.15);
  return { train, validation, test: steps - train - validation };
}

/** Names of the columns that the options choose, in their order. */
export function columnNames({ measures, periods }: SeriesSet, { measure, calendar }: SeriesOptions): readonly string[] {
  const chosen = measure === null ? measures : measures.slice(measure, measure + 1);
  const waves = periods.flatMap(({ name }) => [
    message('data.wave-sine', { period: name }),
    message('data.wave-cosine', { period: name }),
  ]);
  return [...chosen.map(({ name }) => name), ...(calendar ? waves : [])];
}

/** The set as one long example for each part. */
export function seriesSpec(id: SeriesId, options: SeriesOptions): DatasetSpec {
  const set = seriesSets[id];
  const features = columnNames(set, options);
  return {
    id,
    title: set.title,
    shape: [set.steps, features.length],
    axes: ['T', 'F'],
    classes: [],
    features,
    counts: { train: 1, validation: 1, test: 1 },
    options: {
      measure: options.measure ?? -1,
      gaps: gapRules.indexOf(options.gaps),
      calendar: options.calendar ? 1 : 0,
    },
    licence: set.licence,
    source: set.source,
    bytes: set.bytes,
  };
}
