import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../../src/tensor/diagnostic.ts';

/** Sections of the help page by their code. */
function sections(): ReadonlyMap<string, string> {
  const text = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part): [string, string] => {
        const end = part.indexOf('\n');
        return [part.slice(0, end).trim(), part.slice(end)];
      }),
  );
}

describe('the help page of the diagnostics', () => {
  it('has a section for every code, in the order of the codes, and no other', () => {
    expect([...sections().keys()]).toEqual(diagnosticCodes);
  });

  it('says of each how grave it is, when it appears and what helps', () => {
    for (const [code, text] of sections()) {
      expect(text, code).toMatch(/^\*(Wrong|Suspicious|Incomplete)\.\*/m);
      expect(text, code).toMatch(/^What helps: /m);
    }
  });
});
