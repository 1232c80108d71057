import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Catalogue,
  englishAreas,
  englishLanguage,
  type MessageKey,
  message,
  rich,
  setLanguage,
} from '../../src/text/catalog.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The arguments that a message needs, with a value that each of its cases accepts. */
function sampleValues(ast: Ast, values: Record<string, string | number> = {}): Record<string, string | number> {
  for (const element of ast) {
    if (!('value' in element)) continue;
    if ('options' in element) {
      values[element.value] = 'offset' in element ? 2 : (Object.keys(element.options)[0] as string);
      for (const option of Object.values(element.options)) sampleValues(option.value, values);
    } else if ('children' in element) sampleValues(element.children, values);
    else if (element.type !== 0 && !(element.value in values)) values[element.value] = 3;
  }
  return values;
}

const areas: readonly [string, object][] = Object.entries(englishAreas);
const keys = Object.keys(englishLanguage.messages) as MessageKey[];
const withMessage = (key: MessageKey, text: string) => ({
  locale: 'en',
  messages: { ...englishLanguage.messages, [key]: text } as Catalogue,
});
const someKey = keys[0] as MessageKey;

afterEach(() => setLanguage(englishLanguage));

describe('the English catalogue', () => {
  it.each(keys)('%s formats, and every tag in it is one that the page knows', (key) => {
    const ast = new IntlMessageFormat(englishLanguage.messages[key], 'en').getAst();
    expect(message(key, sampleValues(ast))).not.toBe('');
  });

  it('gives every area its own keys', () => {
    for (const [area, messages] of areas)
      for (const key of Object.keys(messages)) expect(key).toMatch(new RegExp(`^${area}\\.`));
    const counted = areas.reduce((sum, [, messages]) => sum + Object.keys(messages).length, 0);
    expect(keys).toHaveLength(counted);
  });
});

describe('messages', () => {
  it('fill in values and plurals', () => {
    setLanguage(withMessage(someKey, '{count, plural, one {# block} other {# blocks}} in {name}'));
    expect(message(someKey, { count: 1, name: 'lenet' })).toBe('1 block in lenet');
    expect(message(someKey, { count: 1200, name: '<b>' })).toBe('1,200 blocks in <b>');
  });

  it('keep names, shapes and the odd number apart', () => {
    setLanguage(withMessage(someKey, '<name>{name}</name>: left is <shape>[B, <odd>64</odd>]</shape>'));
    expect(rich(someKey, { name: 'add1' })).toEqual([
      { text: 'add1', tag: 'name' },
      { text: ': left is ', tag: null },
      { text: '[B, ', tag: 'shape' },
      { text: '64', tag: 'odd' },
      { text: ']', tag: 'shape' },
    ]);
    expect(message(someKey, { name: 'add1' })).toBe('add1: left is [B, 64]');
  });

  it('take runs as values', () => {
    setLanguage(withMessage(someKey, 'Height went {path}.'));
    const path = [
      { text: '4', tag: 'odd' },
      { text: ' (pool1)', tag: null },
    ] as const;
    expect(rich(someKey, { path })).toEqual([
      { text: 'Height went ', tag: null },
      { text: '4', tag: 'odd' },
      { text: ' (pool1).', tag: null },
    ]);
  });

  it('refuse to be shown without their values', () => {
    setLanguage(withMessage(someKey, 'in {name}'));
    expect(() => message(someKey)).toThrow('name');
  });
});

describe('a second language', () => {
  it('replaces the first, plurals and all', () => {
    setLanguage(withMessage(someKey, 'first'));
    expect(message(someKey)).toBe('first');
    setLanguage({ ...withMessage(someKey, '{n, plural, one {# Block} other {# Blöcke}}'), locale: 'de' });
    expect(message(someKey, { n: 1200 })).toBe('1.200 Blöcke');
  });

  it('must have every key', () => {
    type Lacking = Omit<Catalogue, 'file.save-name'>;
    expectTypeOf<Lacking>().not.toExtend<Catalogue>();
  });
});
