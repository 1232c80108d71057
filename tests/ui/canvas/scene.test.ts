/** What the canvas draws of a graph: which wires are shown as two tags in place of a line across all. */
import { expect, test } from 'vitest';
import { check } from '../../../src/check/check.ts';
import type { Document } from '../../../src/document/document.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { weatherForecast } from '../../../src/templates/weather-forecast.ts';
import { drawnBlocks, drawnWires, extentsOf } from '../../../src/ui/canvas/scene.ts';

const tags = (document: Document): readonly string[] => {
  const report = check(document);
  const blocks = drawnBlocks(document, report);
  const extents = extentsOf(blocks, document.layout, new Map());
  return drawnWires(document.wires, report, blocks, extents, null).flatMap(({ key, portal }) => (portal ? [key] : []));
};

test('a label and what comes next in a series reach a far loss by tags; what the network reads is a line', () => {
  expect(tags(lenet.document)).toEqual(['loss.target']);
  expect(tags(weatherForecast.document)).toEqual(['loss.target']);
});

test('a target beside its loss is a line', () => {
  const { document } = weatherForecast;
  const window = document.layout.window ?? { x: 0, y: 0 };
  const beside = { ...document, layout: { ...document.layout, loss: { x: window.x + 220, y: window.y + 40 } } };
  expect(tags(beside)).toEqual([]);
});
