/** Tomorrow's maximum temperature in Seattle from the week before, by an LSTM. */
import { template } from './template.ts';

export const weatherForecast = template('weather-forecast', {
  group: 'series',
  name: 'templates.weather-forecast',
  teaches: 'templates.weather-forecast.teaches',
  blocks: [
    { id: 'weather', kind: 'series', params: { calendar: true }, column: 0, row: 0 },
    { id: 'standardise', kind: 'standardise', column: 1, row: 0 },
    { id: 'window', kind: 'window', params: { window: 7 }, column: 2, row: 0 },
    { id: 'lstm', kind: 'lstm', params: { units: 32 }, column: 3, row: 0 },
    { id: 'dense', kind: 'dense', params: { units: 1 }, column: 0, row: 1 },
    { id: 'loss', kind: 'mean-squared', column: 1, row: 1 },
  ],
  wires: [
    ['weather.series', 'standardise.x'],
    ['standardise.y', 'window.series'],
    ['window.x', 'lstm.x'],
    ['lstm.y', 'dense.x'],
    ['dense.y', 'loss.prediction'],
    ['window.next', 'loss.target'],
  ],
  training: {
    batchSize: 32,
    learningRate: 0.002,
    schedule: { kind: 'cosine', floor: 0 },
    epochs: 40,
    clipNorm: 1,
  },
});
