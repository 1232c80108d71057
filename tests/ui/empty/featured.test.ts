import { expect, test } from 'vitest';
import { featuredTemplates } from '../../../src/ui/empty/featured.ts';

test('six templates stand on the empty canvas, of every theme but the cells', () => {
  expect(featuredTemplates.map(({ group }) => group)).toEqual(['images', 'text', 'text', 'speech', 'series', 'memory']);
});
