import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkBlock } from '../../src/blocks/check-block.ts';
import { check } from '../../src/check/check.ts';
import { explainFaults } from '../../src/document/explain-fault.ts';
import { readDocument, writeDocument } from '../../src/document/file.ts';

const page = readFileSync(new URL('../../docs/file-format.md', import.meta.url), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

describe('the page about the file format', () => {
  it('shows a graph that opens and can be trained', () => {
    const read = readDocument(example, { checkBlock });
    expect(read.ok ? [] : explainFaults(read.error)).toEqual([]);
    if (!read.ok) return;
    const report = check(read.value);
    expect(report.diagnostics).toEqual([]);
    expect(report.graph).not.toBeNull();
  });

  it('shows it as it would be saved', () => {
    const lines = example.split('\n').map((line) => line.trim().replace(/,$/, ''));
    const read = readDocument(example);
    const saved = read.ok ? writeDocument(read.value).split('\n') : [];
    const shown = lines.filter((line) => line.startsWith('{ "id"') || line.startsWith('{ "from"'));
    expect(shown).toHaveLength(8);
    expect(saved.map((line) => line.trim().replace(/,$/, ''))).toEqual(expect.arrayContaining(shown));
  });
});
