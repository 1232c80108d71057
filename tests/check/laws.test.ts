import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields, ParamsOf } from '../../src/blocks/fields.ts';
import { blockKinds } from '../../src/blocks/registry.ts';
import { check, createChecker } from '../../src/check/check.ts';
import { explain, plainText, shortSentence } from '../../src/check/explain.ts';
import { fixesOf } from '../../src/check/fixes.ts';
import type { Body, Document } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import type { Edit } from '../../src/document/edits/edit.ts';
import { joinPath } from '../../src/document/path.ts';
import { templates } from '../../src/templates/templates.ts';
import { anyDocument } from './random-documents.ts';

/** Every block is followed by those in its body; only recurrent cells are looked into. */
const pathsOf = ({ blocks }: Pick<Body, 'blocks'>, inside: string | null): readonly string[] =>
  blocks.flatMap((block) => {
    const path = joinPath(inside, block.id);
    const isSecond = blocks.find(({ id }) => id === block.id) !== block;
    const body = block.kind === 'recurrent-cell' && !isSecond ? block.body : undefined;
    return body === undefined ? [path] : [path, ...pathsOf(body, path)];
  });

describe('whatever the document holds', () => {
  it('the check gives a report of every block and never throws', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const report = check(document);
        expect([...report.blocks.keys()]).toEqual([...new Set(pathsOf(document, null))]);
        for (const { block } of report.diagnostics) expect(block === null || report.blocks.has(block)).toBe(true);
        expect(report.graph === null).toBe(report.blocking.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('every diagnostic has a sentence, and every fix takes its diagnostic away', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const report = check(document);
        for (const diagnostic of report.diagnostics) {
          expect(plainText(explain(diagnostic, document, report))).toMatch(/^.+[.]$/);
          expect(plainText(shortSentence(diagnostic, document, report))).not.toBe('');
          for (const fix of fixesOf(diagnostic, document, report)) {
            expect(plainText(fix.title)).not.toBe('');
            expect(applyEdits(document, fix.edits).document).not.toBe(document);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a block waits for one that is at fault itself', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const report = check(document);
        for (const { state, waitsFor } of report.blocks.values()) {
          expect(waitsFor !== null).toBe(state === 'waiting');
          if (waitsFor === null) continue;
          expect(['wrong', 'incomplete', 'unknown']).toContain(report.blocks.get(waitsFor)?.state);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a graph that may be trained knows the type of every input', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { graph } = check(document);
        for (const block of graph?.order ?? []) {
          for (const { name, optional } of block.definition?.inputs(block.params as ParamsOf<Fields>) ?? []) {
            if (optional !== true) expect(block.inputs[name]).toBeDefined();
          }
        }
      }),
    );
  });
});

/** Edits of a template, drawn at random; some of them change nothing. */
function anyEdit({ blocks, wires }: Document): fc.Arbitrary<Edit> {
  const id = fc.constantFrom(...blocks.map((block) => block.id), 'new1');
  const from = fc.constantFrom(...wires.map((wire) => wire.from));
  const to = fc.constantFrom(...wires.map((wire) => wire.to));
  return fc.oneof(
    fc.record({ kind: fc.constant('connect' as const), from, to }),
    fc.record({ kind: fc.constant('disconnect' as const), to }),
    fc.record({
      kind: fc.constant('set-param' as const),
      block: id,
      param: fc.constantFrom('units', 'filters', 'kernel', 'padding', 'activation', 'rate'),
      value: fc.constantFrom(1, 3, 10, [5, 5], 'same', 'softmax', 0.5),
    }),
    fc.record({
      kind: fc.constant('add-block' as const),
      block: fc.record({ id: fc.constant('new1'), kind: fc.constantFrom(...blockKinds), params: fc.constant({}) }),
      position: fc.constant({ x: 0, y: 0 }),
    }),
    fc.record({ kind: fc.constant('remove-blocks' as const), blocks: fc.tuple(id) }),
    fc.record({
      kind: fc.constant('replace-kind' as const),
      block: id,
      with: fc.constantFrom(...blockKinds),
      params: fc.constant({}),
      ports: fc.constant({}),
    }),
  );
}

describe('a check that remembers', () => {
  it('gives after any edits the report of a check from scratch', () => {
    const start = fc.constantFrom(...templates.map((template) => template.document));
    const runs = start.chain((document) =>
      fc.tuple(fc.constant(document), fc.array(anyEdit(document), { maxLength: 12 })),
    );
    fc.assert(
      fc.property(runs, ([document, edits]) => {
        const again = createChecker();
        let at = document;
        again(at);
        for (const edit of edits) {
          at = applyEdits(at, [edit]).document;
          expect(again(at)).toEqual(check(at));
        }
      }),
      { numRuns: 200 },
    );
  });
});
