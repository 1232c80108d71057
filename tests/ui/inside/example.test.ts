/** The example that is looked at: one choice for every block, wherever it can be had. */
import { expect, test } from 'vitest';
import { lenet } from '../../../src/templates/lenet.ts';
import { plane } from '../../../src/templates/plane.ts';
import { choiceWithin } from '../../../src/ui/inside/example.ts';
import { dataOf } from '../../../src/ui/inside/run-data.ts';

test('a choice that other data have not as many examples for goes back to the first ones', () => {
  const choice = { index: 4495, first: 4492 };
  expect(choiceWithin(choice, dataOf(lenet.document)?.inspected ?? 0)).toEqual(choice);
  expect(choiceWithin(choice, dataOf(plane.document)?.inspected ?? 0)).toEqual({ index: 0, first: 0 });
});

test('without a validation part the training part is looked at', () => {
  const { training, blocks } = plane.document;
  expect(dataOf({ blocks, training })?.part).toBe('validation');
  expect(dataOf({ blocks, training: { ...training, validationSplit: 0 } })).toMatchObject({
    part: 'train',
    inspected: 800,
  });
});
