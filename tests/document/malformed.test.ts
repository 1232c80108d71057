import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { checkBlock } from '../../src/blocks/check-block.ts';
import { explainFault } from '../../src/document/explain-fault.ts';
import { readDocument, writeDocument } from '../../src/document/file.ts';
import { templates } from '../../src/templates/templates.ts';
import { documentArb, everything } from './samples.ts';

const FILES = 10_000;

const sourceArb = fc.oneof(
  { weight: 2, arbitrary: fc.constant(writeDocument(everything)) },
  { weight: 1, arbitrary: fc.constantFrom(...templates.map(({ document }) => writeDocument(document))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...fc.sample(documentArb, { numRuns: 20, seed: 1 }).map(writeDocument)),
  },
);

const junkArb = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1.5, 1e300, '', 'x', '__proto__', 'conv1', [], {}, [[]], { $: 'w' }),
  fc.constantFrom('constructor', 'a/b', 'x'.repeat(300), '\u0000', '\ud800', ['conv1', 'y'], 4097, 2, 'gradwire'),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
);

const keyArb = fc.constantFrom('__proto__', 'id', 'kind', 'params', 'body', 'weights', 'from', 'x', 'colour', '');

/** A slice of the text is cut out, and something else put in: broken characters, brackets, halves of escapes. */
const brokenTextArb = fc
  .tuple(
    sourceArb,
    fc.nat(),
    fc.nat(6),
    fc.oneof(
      fc.string({ maxLength: 4, unit: 'binary' }),
      fc.constantFrom('{', ']', '"', ',', '\\u', '1e999', '-', ':'),
    ),
  )
  .map(([text, at, length, put]) => {
    const start = at % text.length;
    return text.slice(0, start) + put + text.slice(start + length);
  });

const cutTextArb = fc.tuple(sourceArb, fc.nat()).map(([text, at]) => text.slice(0, at % text.length));

/** Some values of the tree are replaced, left out, doubled or put under another key. */
const brokenTreeArb = fc
  .tuple(
    sourceArb,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'double', 'rename'), junkArb, keyArb), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([text, changes]) => {
    const tree = JSON.parse(text);
    for (const [at, change, junk, key] of changes) {
      const places = placesIn(tree);
      const place = places[at % places.length];
      if (place === undefined) continue;
      const { holder, step } = place;
      // A copy: the same junk put in twice, the second time inside the first, would hold itself.
      if (change === 'replace') holder[step] = structuredClone(junk);
      else if (Array.isArray(holder)) holder.splice(Number(step), change === 'remove' ? 1 : 0, holder[Number(step)]);
      else if (change === 'remove') delete holder[step];
      else
        Object.defineProperty(holder, key, {
          value: holder[step],
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    return JSON.stringify(tree);
  });

type Holder = { [step: string]: unknown };

function placesIn(tree: unknown): { holder: Holder; step: string }[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const holder = tree as Holder;
  return Object.keys(holder).flatMap((step) => [{ holder, step }, ...placesIn(holder[step])]);
}

const junkTextArb = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.constantFrom('[', '{"a":').map((s) => s.repeat(5000)),
);

const fileArb = fc.oneof(
  { weight: 4, arbitrary: brokenTreeArb },
  { weight: 4, arbitrary: brokenTextArb },
  { weight: 1, arbitrary: cutTextArb },
  { weight: 1, arbitrary: junkTextArb },
);

/** Milliseconds: ten thousand files take seconds, and longer beside other tests. */
const PATIENCE = 120_000;

describe('malformed files', () => {
  it(
    'never crash the import: each gives a document that can be saved, or faults with a place and a sentence',
    () => {
      const counted = { read: 0, refused: 0 };
      const codes = new Set<string>();
      fc.assert(
        fc.property(fileArb, (text) => {
          const read = readDocument(text, { checkBlock });
          if (read.ok) {
            counted.read++;
            const saved = writeDocument(read.value);
            const again = readDocument(saved);
            expect(again.ok && writeDocument(again.value)).toBe(saved);
            return;
          }
          counted.refused++;
          expect(read.error.length).toBeGreaterThan(0);
          for (const fault of read.error) {
            codes.add(fault.code);
            expect(fault.place).not.toBe('');
            expect(explainFault(fault).length).toBeGreaterThan(fault.place.length + 10);
          }
        }),
        { numRuns: FILES, endOnFailure: true },
      );
      expect(counted.read + counted.refused).toBe(FILES);
      expect(counted.refused).toBeGreaterThan(FILES / 2);
      // The random files reach the faults of every step: the text, its bounds, the format, the graph.
      const reached = ['not-json', 'forbidden-key', 'unexpected-value', 'unknown-key', 'duplicate-id', 'unknown-block'];
      expect([...codes]).toEqual(expect.arrayContaining(reached));
    },
    PATIENCE,
  );
});
