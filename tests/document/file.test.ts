import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { checkBlock as registryCheck } from '../../src/blocks/check-block.ts';
import { explainFault, explainFaults } from '../../src/document/explain-fault.ts';
import { type FaultCode, faultCodes } from '../../src/document/fault.ts';
import { type CheckBlock, emptyDocument, readDocument, writeDocument } from '../../src/document/file.ts';
import { limits } from '../../src/document/limits.ts';
import { migrate } from '../../src/document/migrations.ts';
import { defaultTraining } from '../../src/document/training.ts';
import { templates } from '../../src/templates/templates.ts';
import { documentArb, everything } from './samples.ts';

/** A registry of one kind. */
const checkBlock: CheckBlock = ({ kind, params }) =>
  kind === 'conv2d' && params.kernel !== undefined && typeof params.kernel !== 'number'
    ? [{ param: 'kernel', expected: 'a whole number of at least 1' }]
    : [];

function sentences(text: string): readonly string[] {
  const read = readDocument(text, { checkBlock });
  return read.ok ? [] : explainFaults(read.error);
}

/** A small valid file with some of its keys replaced. */
const file = (changes: JsonObject = {}): string =>
  JSON.stringify({ format: 'gradwire', version: 1, name: 'small', blocks: [], wires: [], ...changes });

const block = (id: string, params: JsonObject = {}): JsonObject => ({ id, kind: 'conv2d', params });
const wire = (from: string, to: string): JsonObject => ({ from: [from, 'y'], to: [to, 'x'] });
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a file', () => {
  it('gives the same bytes after a round trip, for any document', () => {
    fc.assert(
      fc.property(documentArb, (document) => {
        const text = writeDocument(document);
        const read = readDocument(text);
        expect(read).toEqual({ ok: true, value: document });
        if (read.ok) expect(writeDocument(read.value)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps unknown kinds, expressions, bodies, shared weights and variables', () => {
    expect(readDocument(writeDocument(everything))).toEqual({ ok: true, value: everything });
  });

  it.each(templates)('keeps the template $id, whose parameters the registry knows', ({ document }) => {
    const text = writeDocument(document);
    const read = readDocument(text, { checkBlock: registryCheck });
    expect(read).toEqual({ ok: true, value: document });
    expect(read.ok && writeDocument(read.value)).toBe(text);
  });

  it('does not depend on the order in which things were set', () => {
    const shuffled = {
      ...everything,
      blocks: everything.blocks.map((each) => ({
        ...each,
        params: Object.fromEntries(Object.entries(each.params).reverse()),
      })),
      layout: Object.fromEntries(Object.entries(everything.layout).reverse()),
    };
    expect(writeDocument(shuffled)).toBe(writeDocument(everything));
  });

  it('is small to read and to compare: what fits on a line stands on one', () => {
    const text = writeDocument(everything);
    expect(text.split('\n').slice(5, 8)).toEqual([
      '  "blocks": [',
      '    { "id": "digits", "kind": "image", "params": { "set": "digits" } },',
      '    {',
    ]);
    expect(text.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('may leave out what has a default', () => {
    const text = '{"format":"gradwire","version":1,"name":"tiny","blocks":[{"id":"a","kind":"image"}]}';
    const document = { ...emptyDocument('tiny'), blocks: [{ id: 'a', kind: 'image', params: {} }] };
    expect(readDocument(text)).toEqual({ ok: true, value: { ...document, layout: { a: { x: 0, y: 0 } } } });
  });

  it('may begin with a byte order mark', () => expect(readDocument(`\ufeff${file()}`).ok).toBe(true));

  it('gives blocks without a place one in the direction of the data, below the others', () => {
    const blocks = ['a', 'b', 'c', 'd', 'e'].map((id) => block(id));
    const wires = [wire('a', 'b'), wire('b', 'c'), { from: ['a', 'y'], to: ['c', 'side'] }, wire('d', 'e')];
    const read = readDocument(file({ blocks, wires, layout: { e: { x: 30, y: 100 } } }));
    expect(read.ok && read.value.layout).toEqual({
      a: { x: 0, y: 380 },
      b: { x: 240, y: 380 },
      c: { x: 480, y: 380 },
      d: { x: 0, y: 660 },
      e: { x: 30, y: 100 },
    });
  });

  it('wraps a long chain without places into rows, each below all that stands in the row before', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `block${i}`);
    const chain = ids.slice(1).map((id, i) => wire(`block${i}`, id));
    const blocks = [...ids, 'beside'].map((id) => block(id));
    const read = readDocument(file({ blocks, wires: [...chain, wire('block1', 'beside')] }));
    if (!read.ok) throw new Error('the file is refused');
    const { layout } = read.value;
    expect(ids.map((id) => layout[id]?.x)).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1].map((column) => 240 * column));
    expect(layout.beside).toEqual({ x: 480, y: 280 });
    expect(ids.map((id) => layout[id]?.y)).toEqual([0, 0, 0, 0, 0, 560, 560, 560, 560, 560, 840, 840]);
  });

  it('keeps the editor’s own cycles', () => {
    const text = file({ blocks: [block('a'), block('b')], wires: [wire('a', 'b'), wire('b', 'a')] });
    expect(readDocument(text).ok).toBe(false);
    expect(readDocument(text, { acceptCycles: true }).ok).toBe(true);
  });

  it('is checked against the registry, except where a parameter is an expression', () => {
    expect(sentences(file({ blocks: [block('a', { kernel: { $: '2*k' } }), block('b', { kernel: 3 })] }))).toEqual([]);
  });
});

describe('a faulty file', () => {
  const examples: { readonly [C in FaultCode]: readonly (readonly [text: string, ...sentences: string[]])[] } = {
    'too-large': [
      [' '.repeat(limits.fileBytes + 1), 'the file: larger than 16 MB, which is the most that is read'],
      ['é'.repeat(limits.fileBytes / 2 + 1), 'the file: larger than 16 MB, which is the most that is read'],
    ],
    'not-json': [
      ['', 'line 1, column 1: this is not JSON: expected a value, got the end of the file'],
      ['{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3: this is not JSON: expected a key in quotes, got "b"'],
      ['{,}', 'line 1, column 2: this is not JSON: expected a key in quotes or "}", got ","'],
      ['{"a" 1}', 'line 1, column 6: this is not JSON: expected ":", got "1"'],
      ['[1, 2', 'line 1, column 6: this is not JSON: expected "," or "]", got the end of the file'],
      ['{"a": 1 "b": 2}', 'line 1, column 9: this is not JSON: expected "," or "}", got "b"'],
      ['[1,]', 'line 1, column 4: this is not JSON: expected a value, got "]"'],
      ['[nan]', 'line 1, column 2: this is not JSON: expected a value or "]", got "nan"'],
      ['{} {}', 'line 1, column 4: this is not JSON: expected the end of the file, got "{"'],
      ['[01]', 'line 1, column 3: this is not JSON: expected "," or "]", got "1"'],
      [
        '["open]',
        'line 1, column 2: this is not JSON: expected a text that ends with a quote on the same line, got "open',
      ],
      [
        '{"bad \\x": 1}',
        'line 1, column 2: this is not JSON: expected a text that ends with a quote on the same line, got "bad',
      ],
    ],
    'wrong-format': [
      ['[]', 'the file: this is not a Gradwire graph: expected an object, got a list'],
      ['{"name": "x"}', 'format: this is not a Gradwire graph: expected "gradwire", got nothing'],
      ['{"format": "onnx"}', 'format: this is not a Gradwire graph: expected "gradwire", got "onnx"'],
    ],
    'newer-version': [[file({ version: 2 }), 'version: made by a newer Gradwire: version 2, this one reads up to 1']],
    'unexpected-value': [
      [
        file({ blocks: [block('a'), block('b'), block('c'), block('d', { kernel: 'three' })] }),
        'blocks[3].params.kernel: expected a whole number of at least 1, got "three"',
      ],
      [
        file({ blocks: [{ ...block('a'), body: { blocks: [block('b', { kernel: [] })] } }] }),
        'blocks[0].body.blocks[0].params.kernel: expected a whole number of at least 1, got a list',
      ],
      [file({ version: 0 }), 'version: expected 1, got 0'],
      [file({ version: '1' }), 'version: expected 1, got "1"'],
      [file({ name: '' }), 'name: expected a text of 1 to 200 characters, got ""'],
      [file({ blocks: {} }), 'blocks: expected a list, got an object'],
      [file({ blocks: [3] }), 'blocks[0]: expected an object, got 3'],
      [
        file({ blocks: [block('a/b')] }),
        'blocks[0].id: expected an id: a letter, then letters, digits, "_" or "-", at most 64 characters, got "a/b"',
      ],
      [
        file({ blocks: [block('constructor')] }),
        'blocks[0].id: expected an id: a letter, then letters, digits, "_" or "-", at most 64 characters, got "constructor"',
      ],
      [
        file({ blocks: [block('a', { ['x'.repeat(201)]: 1 })] }),
        `blocks[0].params.${'x'.repeat(201)}: expected a text of 1 to 200 characters, got "${'x'.repeat(40)}…"`,
      ],
      [
        file({ blocks: [{ ...block('a'), weights: '/a' }] }),
        'blocks[0].weights: expected the path of a block, got "/a"',
      ],
      [
        file({ wires: [{ from: ['a'], to: 'b' }] }),
        'wires[0].from: expected a block and a port: ["conv1", "y"], got a list',
        'wires[0].to: expected a block and a port: ["conv1", "y"], got "b"',
      ],
      [
        file({ layout: { a: { x: 1e9, y: null } }, variables: { w: 'wide' } }),
        'variables.w: expected a number, got "wide"',
        'layout.a.x: expected a number of at least -1000000 and at most 1000000, got 1000000000',
        'layout.a.y: expected a number of at least -1000000 and at most 1000000, got null',
      ],
      [
        file({
          training: { batchSize: 0, epochs: 1.5, learningRate: 0, seed: -1, validationSplit: 1, clipNorm: 'no' },
        }),
        'training.learningRate: expected a number above 0 and at most 1000, got 0',
        'training.clipNorm: expected a number above 0 and at most 1000000, got "no"',
        'training.batchSize: expected a whole number from 1 to 4096, got 0',
        'training.epochs: expected a whole number from 1 to 10000, got 1.5',
        'training.validationSplit: expected a number of at least 0 and at most 0.9, got 1',
        'training.seed: expected a whole number from 0 to 4294967295, got -1',
      ],
      [
        file({ training: { optimizer: { kind: 'magic' }, schedule: { kind: 'step', every: 1 } } }),
        'training.optimizer.kind: expected one of sgd, adam, adamw, rmsprop, got "magic"',
        'training.schedule.factor: expected a number above 0 and at most 1, got nothing',
      ],
      [
        file({ training: { optimizer: { kind: 'sgd', momentum: 1, nesterov: 1 }, schedule: null } }),
        'training.optimizer.momentum: expected a number of at least 0 and below 1, got 1',
        'training.optimizer.nesterov: expected true or false, got 1',
        'training.schedule: expected an object, got null',
      ],
    ],
    'unknown-key': [
      [
        file({ colour: 'red', 'two words': 1, blocks: [{ ...block('a'), position: 1 }] }),
        'blocks[0].position: this key is not part of the format',
        'colour: this key is not part of the format',
        '["two words"]: this key is not part of the format',
      ],
    ],
    'forbidden-key': [
      [
        '{"format":"gradwire","version":1,"blocks":[{"params":{"__proto__":{"x":1}}}]}',
        'blocks[0].params.__proto__: this key is not allowed',
      ],
    ],
    'not-finite': [
      [
        '{"format":"gradwire","version":1,"blocks":[{"params":{"kernel":1e999}}]}',
        'blocks[0].params.kernel: this number is too large to be held',
      ],
    ],
    'too-deep': [
      [
        `{"format":"gradwire","version":1,"variables":${nested(100_000)}}`,
        `variables${'[0]'.repeat(63)}: nested more than 64 deep`,
      ],
    ],
    'too-long': [
      [
        file({ blocks: [block('a', { note: 'x'.repeat(10_001) })] }),
        'blocks[0].params.note: longer than 10000 characters',
      ],
    ],
    'too-many-blocks': [
      [
        file({ blocks: Array.from({ length: 10_001 }, (_, n) => block(`b${n}`)) }),
        'blocks: 10,001 blocks in all, and no more than 10,000 are read',
      ],
    ],
    'too-many-faults': [
      [
        file({ blocks: Array.from({ length: 400_000 }, () => ({ id: 1, kind: 2 })) }),
        'the file: so much of it is wrong that the faults cannot be told one by one',
      ],
    ],
    'duplicate-id': [
      [file({ blocks: [block('a'), block('b'), block('a')] }), 'blocks[2].id: the id "a" belongs to blocks[0] already'],
      [
        file({ blocks: [block('a'), { ...block('b'), body: { blocks: [block('a'), block('a')] } }] }),
        'blocks[1].body.blocks[1].id: the id "a" belongs to blocks[1].body.blocks[0] already',
      ],
    ],
    'unknown-block': [
      [
        file({ blocks: [block('a')], wires: [wire('a', 'nowhere')], layout: { gone: { x: 0, y: 0 } } }),
        'wires[0].to[0]: there is no block "nowhere"',
        'layout.gone: there is no block "gone"',
      ],
    ],
    'second-wire': [
      [
        file({ blocks: [block('a'), block('b'), block('c')], wires: [wire('a', 'c'), wire('b', 'c')] }),
        'wires[1].to: wires[0] ends at c.x already, and an input takes one wire',
      ],
    ],
    cycle: [
      [
        file({
          blocks: ['in', 'a', 'b', 'c'].map((id) => block(id)),
          wires: [wire('in', 'a'), wire('a', 'b'), wire('b', 'c'), { from: ['c', 'y'], to: ['a', 'back'] }],
        }),
        'wires[3]: this wire closes a cycle: a → b → c → a',
      ],
      [file({ blocks: [block('a')], wires: [wire('a', 'a')] }), 'wires[0]: this wire closes a cycle: a → a'],
      [
        file({
          blocks: Array.from({ length: 99 }, (_, n) => block(`b${n}`)),
          wires: Array.from({ length: 99 }, (_, n) => wire(`b${n}`, `b${(n + 1) % 99}`)),
        }),
        'wires[98]: this wire closes a cycle: b0 → b1 → b2 → b3 → b4 → b5 → … → b94 → b95 → b96 → b97 → b98 → b0',
      ],
    ],
  };

  it.each(faultCodes.flatMap((code) => examples[code].map(([text, ...said]) => ({ code, text, said }))))(
    '$code: $said.0',
    ({ code, text, said }) => {
      const read = readDocument(text, { checkBlock });
      expect(read.ok ? [] : read.error.map(explainFault)).toEqual(said);
      expect(read.ok ? [] : [...new Set(read.error.map((fault) => fault.code))]).toEqual([code]);
    },
  );

  it('tells the faults of the settings, the parameters and the wires together', () => {
    const blocks = [block('a', { kernel: true }), block('a')];
    const text = file({ blocks, wires: [wire('a', 'z')], training: { epochs: 0 } });
    expect(sentences(text)).toEqual([
      'training.epochs: expected a whole number from 1 to 10000, got 0',
      'blocks[0].params.kernel: expected a whole number of at least 1, got true',
      'blocks[1].id: the id "a" belongs to blocks[0] already',
      'wires[0].to[0]: there is no block "z"',
    ]);
  });

  it('tells the first faults one by one and counts the rest', () => {
    const said = sentences(file({ blocks: Array.from({ length: 25 }, () => 7) }));
    expect(said).toHaveLength(limits.shownFaults + 1);
    expect(said.slice(-2)).toEqual(['blocks[19]: expected an object, got 7', 'and 5 more faults']);
  });
});

describe('a file of an earlier version', () => {
  it('is brought up to this one, a version at a time', () => {
    const table = {
      1: (old: JsonObject): JsonObject => ({ ...old, title: old.name ?? '' }),
      3: ({ title, ...rest }: JsonObject): JsonObject => ({ ...rest, names: [title ?? ''] }),
    };
    const migrated = migrate({ version: 1, name: 'a', kept: true }, 1, 4, table);
    expect(migrated).toEqual({ version: 4, name: 'a', kept: true, names: ['a'] });
    expect(migrate({ version: 4, name: 'a' }, 4, 4, table)).toEqual({ version: 4, name: 'a' });
  });

  it('has default training where it says nothing of it', () => {
    const read = readDocument(file());
    expect(read.ok && read.value.training).toEqual(defaultTraining);
  });
});
