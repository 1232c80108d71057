import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../src/document/file.ts';
import { publishedSchema } from '../../src/document/json-schema.ts';
import { templates } from '../../src/templates/templates.ts';
import { documentArb, everything } from './samples.ts';

const published = readFileSync(new URL('../../docs/gradwire.schema.json', import.meta.url), 'utf8');
const validate = new Ajv2020().compile(JSON.parse(published));

/** What another program finds at fault with the file. */
const faultsOf = (text: string): readonly string[] =>
  validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);

describe('the published schema', () => {
  it('is current (npx tsx scripts/write-schema.ts)', () => {
    expect(JSON.parse(published)).toEqual(JSON.parse(publishedSchema()));
  });

  it('accepts whatever is written', () => {
    expect(faultsOf(writeDocument(everything))).toEqual([]);
    fc.assert(
      fc.property(documentArb, (document) => {
        expect(faultsOf(writeDocument(document))).toEqual([]);
      }),
    );
  });

  it.each(templates)('accepts the template $id', ({ document }) => {
    expect(faultsOf(writeDocument(document))).toEqual([]);
  });

  it('accepts a file that leaves out what has a default', () => {
    expect(faultsOf('{"format":"gradwire","version":1,"name":"a","blocks":[{"id":"a","kind":"image"}]}')).toEqual([]);
  });

  it.each([
    ['{"format":"gradwire","version":2,"name":"a","blocks":[]}', '/version must be equal to constant'],
    ['{"format":"gradwire","version":1,"name":"a"}', " must have required property 'blocks'"],
    [
      '{"format":"gradwire","version":1,"name":"a","blocks":[],"training":{"batchSize":0}}',
      '/training/batchSize must be >= 1',
    ],
    [
      '{"format":"gradwire","version":1,"name":"a","blocks":[],"wires":[{"from":["a"],"to":["b","x"]}]}',
      '/wires/0/from must NOT have fewer than 2 items',
    ],
  ])('refuses %s', (text, fault) => expect(faultsOf(text)).toEqual([fault]));
});
