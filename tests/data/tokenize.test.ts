import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstToken, type TokenizeParams, unknownToken } from '../../src/blocks/prepare/tokenize.ts';
import { DataError } from '../../src/data/dataset.ts';
import { prepareTokenize } from '../../src/data/prepare/tokenize.ts';
import { tokenizerOf } from '../../src/data/text/tokenizer.ts';
import { idsOf, type PartTexts, prepared, textColumn } from './text-columns.ts';

const params = (changes: Partial<TokenizeParams> = {}): TokenizeParams => ({
  by: 'characters',
  lowerCase: true,
  vocabulary: 50_000,
  ...changes,
});

const tokensOf = async (texts: PartTexts, changes: Partial<TokenizeParams> = {}) =>
  (await prepared(prepareTokenize, params(changes), textColumn(texts))).y!;

/** Words of a small alphabet, so that texts have much in common; never empty. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', 'ß', 'Ж', '中', '😀'), minLength: 1, maxLength: 5 });
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const texts = fc.array(text, { minLength: 1, maxLength: 8 });
const ways = fc.constantFrom('characters', 'words', 'bytes') satisfies fc.Arbitrary<TokenizeParams['by']>;

describe('the vocabulary', () => {
  it('is made from the training texts alone: it hangs on nothing that is only in the other parts', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.constantFrom('characters', 'words'), async (train, others, by) => {
        // A text of which nothing is known is refused, so every other text has a known one in it.
        const known = others.map((other) => `${other} ${train[0]}`);
        const alone = await tokensOf({ train, validation: [], test: [] }, { by });
        const beside = await tokensOf({ train, validation: known, test: known }, { by });
        expect(beside.classes).toEqual(alone.classes);
        expect(idsOf(beside, 'train')).toEqual(idsOf(alone, 'train'));
        const taught = new Set(train.flatMap((each) => tokenizerOf(params({ by })).cut(each)));
        for (const name of (beside.classes ?? []).slice(firstToken)) expect(taught).toContain(name.replace('␣', ' '));
      }),
      { numRuns: 50 },
    );
  });

  it('numbers the frequent before the rare, and what it has no room for is unknown', async () => {
    const column = await tokensOf({ train: ['aaabbc', 'ab'], validation: [], test: ['abcd'] }, { vocabulary: 4 });
    expect(column.classes).toEqual(['∅', '�', 'a', 'b']);
    expect(idsOf(column, 'test')).toEqual([[2, 3, unknownToken, unknownToken]]);
  });

  it('never has an id beyond its size', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 3, max: 8 }), async (train, vocabulary) => {
        // Spaces are the most frequent, so no text is all unknown.
        const spaced = train.map((each) => `${[...each].join(' ')}   `);
        const column = await tokensOf({ train: spaced, validation: [], test: [] }, { vocabulary });
        for (const ids of idsOf(column, 'train')) expect(Math.max(...ids)).toBeLessThan(vocabulary);
      }),
    );
  });
});

describe('tokens', () => {
  it('of characters and of bytes spell the text that they were cut from', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('characters', 'bytes'), async (train, by) => {
        const column = await tokensOf({ train, validation: [], test: [] }, { by, lowerCase: false });
        for (const [index, ids] of idsOf(column, 'train').entries()) {
          expect(column.spell?.(ids)).toBe(train[index]?.normalize('NFC'));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('of bytes spell whole characters wherever they end', () => {
    const { cut, join } = tokenizerOf(params({ by: 'bytes', lowerCase: false }));
    fc.assert(
      fc.property(text, fc.nat(), (written, place) => {
        const tokens = cut(written);
        const begun = tokens.slice(0, place % (tokens.length + 1));
        const spelt = join(begun);
        expect(written.normalize('NFC').startsWith(spelt)).toBe(true);
        expect(begun.length - cut(spelt).length).toBeLessThan(4);
      }),
    );
  });

  it('of words spell a text that is cut into the same words', () => {
    const { cut, join } = tokenizerOf(params({ by: 'words' }));
    const sentence = fc
      .array(fc.oneof(word, fc.constantFrom('.', ',', '(', ')', '"', "'", '-', "don't", '42')))
      .map((pieces) => pieces.join(' '));
    fc.assert(
      fc.property(sentence, (written) => {
        expect(cut(join(cut(written)))).toEqual(cut(written));
      }),
    );
    expect(cut("Don't panic, 42!")).toEqual(["don't", 'panic', ',', '42', '!']);
    expect(join(cut('Well ( it is ) , he said .'))).toBe('well (it is), he said.');
    const spoken = '"aye," said he--"the whale-ship!" "what?" cried i. \'tis so.';
    expect(join(cut(spoken))).toBe(spoken);
  });

  it('have as many names as there are, and the names are what a person reads', async () => {
    await fc.assert(
      fc.asyncProperty(texts, ways, async (train, by) => {
        const column = await tokensOf({ train, validation: [], test: [] }, { by });
        const cell = column.read('train', 0, null);
        expect(column.steps(cell)).toHaveLength('text' in cell ? -1 : cell.values.length);
      }),
      { numRuns: 30 },
    );
    const column = await tokensOf({ train: ['A b\n'], validation: [], test: [] });
    expect(column.steps(column.read('train', 0, null))).toEqual(['a', '␣', 'b', '↵']);
  });

  it('are the same whether a letter with a mark is written as one character or as two', async () => {
    const column = await tokensOf({ train: ['é', 'e\u0301'], validation: [], test: [] });
    const [one, two] = idsOf(column, 'train');
    expect(two).toEqual(one);
  });
});

describe('texts that cannot be used', () => {
  it('an empty one in the data is told with its place', async () => {
    const texts = { train: ['a'], validation: ['a', ' '], test: ['a'] };
    await expect(tokensOf(texts, { by: 'words' })).rejects.toThrow('text 2 of the validation part is empty');
  });

  it('one of unknown characters only, too', async () => {
    await expect(tokensOf({ train: ['abc'], validation: [], test: ['中文'] })).rejects.toThrow(
      /text 1 of the test part .* vocabulary/,
    );
  });

  it('a given one is refused with what would do', async () => {
    const column = await tokensOf({ train: ['abc'], validation: [], test: [] });
    expect(() => column.of({ text: 'жжж' })).toThrow(DataError);
    expect(() => column.of({ text: '' })).toThrow(/Write some words/);
    expect(column.of({ text: 'жa' })).toMatchObject({ steps: 2 });
  });
});
