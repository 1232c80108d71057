/** The registry: what every block says about itself is complete, and the page made from it is current. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksPage } from '../../scripts/blocks-page.ts';
import type { BlockDefinition, Family } from '../../src/blocks/define.ts';
import type { Fields, ParamsOf } from '../../src/blocks/fields.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { type BlockKind, blockKinds, blockOf, registry } from '../../src/blocks/registry.ts';

const icons = new Set(
  readdirSync(new URL('../../node_modules/lucide-react/dist/esm/icons', import.meta.url)).map(
    (file) => file.split('.')[0],
  ),
);

const families: { readonly [F in Family]: true } = {
  data: true,
  linear: true,
  convolution: true,
  pooling: true,
  normalisation: true,
  recurrent: true,
  shape: true,
  merge: true,
  output: true,
};

describe.each(blockKinds)('%s', (kind: BlockKind) => {
  const definition: BlockDefinition = registry[kind];
  const params = defaultsOf(definition) as ParamsOf<Fields>;

  it('is registered under its kind, in a family with a hue, with an icon that exists', () => {
    expect(definition.kind).toBe(kind);
    expect(families[definition.family]).toBe(true);
    expect(icons).toContain(definition.icon);
  });

  it('says what it does, its shapes and when to use it, in one paragraph', () => {
    expect(definition.doc).toMatch(/\[B|shape stays|one shape|same shape/);
    expect(definition.doc).toMatch(/Use it|Start every/);
    expect(definition.doc).not.toContain('\n');
    expect(definition.formula).not.toBe('');
  });

  it('has at most three rows on its node and ports with different names', () => {
    expect(definition.summary(params).length).toBeLessThanOrEqual(3);
    for (const ports of [definition.inputs(params), definition.outputs(params)]) {
      expect(new Set(ports.map(({ name }) => name)).size).toBe(ports.length);
    }
  });

  it('gives every parameter a label and one sentence of help', () => {
    for (const field of Object.values(definition.params)) {
      expect(field.label).toMatch(/^[A-Z]/);
      expect(field.help).toMatch(/\.$/);
    }
  });

  it('has data if it is a data block, and feeds nothing if it is a loss or a step output', () => {
    expect(definition.dataset !== undefined).toBe(definition.role === 'data');
    expect(definition.outputs(params).length === 0).toBe(definition.role === 'loss' || kind === 'cell-output');
  });
});

it('knows no other kinds, not even the names that every object has', () => {
  expect(['teleport', 'constructor', '__proto__', 'toString'].map(blockOf)).toEqual([null, null, null, null]);
});

it('one more input leaves the names of the others alone', () => {
  for (const kind of ['add', 'multiply', 'concat'] as const) {
    const names = (inputs: number) =>
      registry[kind].inputs({ ...defaultsOf(registry[kind]), inputs } as ParamsOf<Fields>).map(({ name }) => name);
    for (let count = 2; count < 8; count++) expect(names(count + 1).slice(0, count)).toEqual(names(count));
  }
});

it('docs/blocks.md is current', () => {
  expect(readFileSync(new URL('../../docs/blocks.md', import.meta.url), 'utf8')).toBe(blocksPage());
});
