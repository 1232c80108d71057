/** What a network is for follows from its data and from what its loss compares. */
import { expect, test } from 'vitest';
import type { Document } from '../../../src/document/document.ts';
import { emptyDocument } from '../../../src/document/file.ts';
import { autoencoder } from '../../../src/templates/autoencoder.ts';
import { languageCnn } from '../../../src/templates/language-cnn.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { nextCharacter } from '../../../src/templates/next-character.ts';
import { plane } from '../../../src/templates/plane.ts';
import { spamLstm } from '../../../src/templates/spam-lstm.ts';
import { purposeOf } from '../../../src/ui/use/purpose.ts';

test.each([
  [lenet, 'image'],
  [autoencoder, 'image'],
  [plane, 'plane'],
  [languageCnn, 'text'],
  [spamLstm, 'text'],
  [nextCharacter, 'writing'],
] as const)('$name', ({ document }, purpose) => {
  expect(purposeOf(document)).toBe(purpose);
});

test('a graph that cannot be trained is for nothing in particular', () => {
  expect(purposeOf(emptyDocument('Untitled'))).toBe('other');
  const cut: Document = { ...lenet.document, wires: lenet.document.wires.slice(1) };
  expect(purposeOf(cut)).toBe('other');
});
