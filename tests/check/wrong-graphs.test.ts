import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { explain, plainText, shortSentence } from '../../src/check/explain.ts';
import { type Fix, fixesOf, keyOf } from '../../src/check/fixes.ts';
import type { Report } from '../../src/check/report.ts';
import type { Document } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import { diagnosticCodes } from '../../src/tensor/diagnostic.ts';
import { graph } from './graph-text.ts';
import { wrongAxes } from './wrong/axes.ts';
import { wrongCells } from './wrong/cells.ts';
import { wrongExamples } from './wrong/examples.ts';
import { wrongLengths } from './wrong/lengths.ts';
import { wrongLosses } from './wrong/losses.ts';
import { wrongMeasured } from './wrong/measured.ts';
import { wrongMerges } from './wrong/merges.ts';
import { wrongParams } from './wrong/params.ts';
import { wrongRecurrent } from './wrong/recurrent.ts';
import { wrongTexts } from './wrong/texts.ts';
import { wrongTraining } from './wrong/training.ts';
import { wrongWindows } from './wrong/windows.ts';
import { wrongWiring } from './wrong/wiring.ts';

const wrongGraphs = [
  ...wrongWindows,
  ...wrongAxes,
  ...wrongMerges,
  ...wrongLosses,
  ...wrongWiring,
  ...wrongExamples,
  ...wrongParams,
  ...wrongTraining,
  ...wrongRecurrent,
  ...wrongCells,
  ...wrongLengths,
  ...wrongTexts,
  ...wrongMeasured,
];

const titleOf = (fix: Fix): string => [plainText(fix.title), fix.gives].filter((text) => text !== '').join(' | ');

function firstFixes(document: Document, report: Report): readonly (Fix | null)[] {
  return report.diagnostics.map((diagnostic) => fixesOf(diagnostic, document, report)[0] ?? null);
}

/** Applies the first fix that there is, again and again. */
function mended(document: Document): Report {
  let at = document;
  for (let step = 0; step < 20; step++) {
    const report = check(at);
    const fix = firstFixes(at, report).find((each) => each !== null);
    if (!fix) return report;
    at = applyEdits(at, fix.edits).document;
  }
  return check(at);
}

describe('a table of wrong graphs', () => {
  it('holds at least 45 and every code', () => {
    expect(wrongGraphs.length).toBeGreaterThanOrEqual(45);
    const told = new Set(wrongGraphs.flatMap(({ faults }) => faults.map(({ code }) => code)));
    expect([...told].sort()).toEqual([...diagnosticCodes].sort());
    expect(new Set(wrongGraphs.map(({ story }) => story)).size).toBe(wrongGraphs.length);
  });

  for (const wrong of wrongGraphs) {
    describe(wrong.story, () => {
      const document = graph(wrong.graph);
      const report = check(document);

      it('is told with its place, its sentence and its fix', () => {
        const fixes = firstFixes(document, report);
        const told = report.diagnostics.map((diagnostic, index) => {
          const { code, severity, block, port, param, axis } = diagnostic;
          const place = Object.entries({ port, param, axis }).filter(([, value]) => value !== undefined);
          const sentence = plainText(explain(diagnostic, document, report));
          const fix = fixes[index];
          return { code, severity, block, ...Object.fromEntries(place), sentence, fix: fix ? titleOf(fix) : null };
        });
        expect(told).toEqual(wrong.faults);
      });

      it('has a short sentence that does not name the block', () => {
        for (const diagnostic of report.diagnostics) {
          const short = plainText(shortSentence(diagnostic, document, report));
          expect(short).not.toMatch(/[<>]|\{[a-z]|undefined|^$/);
          expect(short.length).toBeLessThanOrEqual(plainText(explain(diagnostic, document, report)).length);
        }
      });

      it('is mended by each fix that is offered, and no fix makes anything else wrong', () => {
        const before = new Set(report.diagnostics.map(keyOf));
        for (const diagnostic of report.diagnostics) {
          for (const fix of fixesOf(diagnostic, document, report)) {
            const after = check(applyEdits(document, fix.edits).document);
            const keys = after.diagnostics.map(keyOf);
            expect(keys, titleOf(fix)).not.toContain(keyOf(diagnostic));
            const fresh = after.diagnostics.filter((other) => !before.has(keyOf(other)) && other.severity === 'wrong');
            // A block that waited, or lacked an input, could not tell its own faults before.
            for (const { block } of fresh)
              expect(['waiting', 'incomplete']).toContain(report.blocks.get(block ?? '')?.state);
          }
        }
      });

      it('checks when every first fix has been applied', () => {
        const after = mended(document);
        expect(after.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([]);
        expect(after.graph).not.toBeNull();
      });
    });
  }
});
