/** Series: one long row of measurements, to be forecast. */
import { axis, real } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { badParam, failed, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { columnNames, type SeriesId, type SeriesOptions, seriesParts, seriesSets, seriesSpec } from './series-sets.ts';

const which = {
  label: 'Columns',
  help: 'All that was measured, or one column alone.',
} as const;
const all = { value: 'all', label: 'All' } as const;

const fields = {
  dataset: {
    kind: 'choice',
    default: 'seattle-weather',
    label: 'Data set',
    help: 'Which series.',
    options: [
      { value: 'seattle-weather', label: 'Weather in Seattle' },
      { value: 'new-york-weather', label: 'Weather in New York' },
      { value: 'seattle-normals', label: 'An average year in Seattle' },
      { value: 'co2', label: 'CO₂ on Mauna Loa' },
      { value: 'global-temperature', label: 'Temperature of the Earth' },
    ],
  },
  weather: {
    ...which,
    kind: 'choice',
    default: 'all',
    options: [
      all,
      { value: 'temperature-max', label: 'Maximum temperature' },
      { value: 'temperature-min', label: 'Minimum temperature' },
      { value: 'precipitation', label: 'Precipitation' },
      { value: 'wind', label: 'Wind' },
    ],
    when: { param: 'dataset', is: ['seattle-weather', 'new-york-weather'] },
  },
  normals: {
    ...which,
    kind: 'choice',
    default: 'all',
    options: [
      all,
      { value: 'temperature', label: 'Temperature' },
      { value: 'pressure', label: 'Pressure' },
      { value: 'wind', label: 'Wind' },
    ],
    when: { param: 'dataset', is: ['seattle-normals'] },
  },
  air: {
    ...which,
    kind: 'choice',
    default: 'all',
    options: [all, { value: 'co2', label: 'CO₂' }, { value: 'adjusted', label: 'CO₂ without the seasons' }],
    when: { param: 'dataset', is: ['co2'] },
  },
  gaps: {
    kind: 'choice',
    default: 'refuse',
    label: 'Gaps',
    help: 'What is done about steps at which nothing was measured: nothing, until you say so; a straight line between the neighbours; or the last value is held.',
    options: [
      { value: 'refuse', label: 'Refuse' },
      { value: 'line', label: 'Straight line' },
      { value: 'hold', label: 'Last value' },
    ],
    when: { param: 'dataset', is: ['co2'] },
  },
  calendar: {
    kind: 'toggle',
    default: false,
    label: 'Time of year',
    help: 'Adds the sine and cosine of the time of year (and of day), which are known for every day to come.',
    when: { param: 'dataset', is: ['seattle-weather', 'new-york-weather', 'seattle-normals', 'co2'] },
  },
} as const;

type Params = ParamsOf<typeof fields>;

/** The parameter that chooses among the columns of each set; null where there is one column. */
const chooser: { readonly [id in SeriesId]: 'weather' | 'normals' | 'air' | null } = {
  'seattle-weather': 'weather',
  'new-york-weather': 'weather',
  'seattle-normals': 'normals',
  co2: 'air',
  'global-temperature': null,
};

function optionsOf(params: Params): SeriesOptions {
  const field = chooser[params.dataset];
  const place = field === null ? 0 : fields[field].options.findIndex(({ value }) => value === params[field]);
  return { measure: place === 0 ? null : place - 1, gaps: params.gaps, calendar: params.calendar };
}

export const series = defineBlock({
  kind: 'series',
  version: 1,
  family: 'data',
  title: 'Series',
  icon: 'chart-line',
  doc: 'Gives one long row of measurements, [B, T, F]: a step for each hour, day, month or year, a feature for each column. It is split by time: the first 70 % of it trains, the next 15 % validates and the rest tests, so that nothing is foretold that has been seen. Start every forecast with it: Standardise and Window behind it make examples of it.',
  formula: 'series = x_1, x_2, …, x_T',
  keywords: ['data', 'time', 'forecast', 'weather', 'temperature', 'co2', 'climate', 'input', 'dataset'],
  stem: 'series',
  params: fields,
  summary: (params) => [
    { label: 'steps', text: `${formatInteger(seriesSets[params.dataset].steps)} ${seriesSets[params.dataset].every}s` },
    { label: 'columns', text: `${columnNames(seriesSets[params.dataset], optionsOf(params)).length}` },
  ],
  inputs: () => [],
  outputs: () => [{ name: 'series' }],
  role: 'data',
  dataset: (params) => seriesSpec(params.dataset, optionsOf(params)),
  infer: ({ block, params }) => {
    const { steps, gaps, every } = seriesSets[params.dataset];
    if (gaps > 0 && params.gaps === 'refuse') {
      const expected = message('params.gaps', { gaps, steps, every });
      const fixes = [setParam(block, 'gaps', 'line'), setParam(block, 'gaps', 'hold')];
      return failed(badParam('gaps', expected, params.gaps, fixes));
    }
    const { train, validation, test } = seriesParts(steps);
    const columns = columnNames(seriesSets[params.dataset], optionsOf(params)).length;
    return {
      outputs: {
        series: {
          axes: [axis('B', 'B', block), axis('T', steps, block), axis('F', columns, block)],
          element: real,
          // The parts differ in length.
          lengths: `${block}.series`,
          fewestSteps: Math.min(train, validation, test),
        },
      },
      arithmetic: [`${steps} ${every}s: ${train} train, ${validation} validation, ${test} test`],
    };
  },
  lower: null,
});
