import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { readDocument, writeDocument } from '../../src/document/file.ts';
import { templateGroups } from '../../src/templates/template.ts';
import { templates } from '../../src/templates/templates.ts';

const parameters: { readonly [id: string]: number } = {
  plane: 1_218,
  mlp: 101_770,
  lenet: 20_490,
  'lenet-norm': 20_538,
  autoencoder: 209_968,
  'rows-lstm': 24_458,
  'cell-rnn': 6_602,
  'cell-memory': 6_602,
  'cell-gates': 18_506,
  'cell-lstm': 24_458,
  'language-cnn': 61_342,
  'language-lstm': 94_494,
  'spam-lstm': 159_298,
  'next-character': 95_634,
  'next-word': 484_816,
  'speech-cnn': 56_012,
  'speech-rnn': 15_818,
  'speech-conv-lstm': 59_018,
  'weather-forecast': 5_025,
  'recall-rnn': 6_154,
  'recall-almost-lstm': 17_162,
  'recall-lstm-bias0': 22_666,
  'recall-lstm-bias1': 22_666,
  'recall-lstm': 22_666,
};

/** A node and the shortest gap that a wire with a chip needs. */
const node = { width: 140, height: 200 } as const;

describe('the templates', () => {
  it('are those that are promised', () => {
    expect(templates.map(({ id }) => id).sort()).toEqual(Object.keys(parameters).sort());
  });

  it('stand by group, in the order of the groups, and no group is empty', () => {
    const groups = templates.map(({ group }) => group);
    expect([...new Set(groups)]).toEqual([...templateGroups]);
    expect(groups).toEqual(templateGroups.flatMap((group) => groups.filter((each) => each === group)));
  });

  for (const template of templates) {
    describe(template.id, () => {
      const { document } = template;
      const report = check(document);

      it('checks without a word, and has the parameters that its name promises', () => {
        expect(report.diagnostics).toEqual([]);
        expect(report.graph?.order).toHaveLength(document.blocks.length);
        expect(report.total.parameters).toBe(parameters[template.id]);
      });

      it('has a name and a sentence that says what it teaches', () => {
        expect(document.name).toBe(template.name);
        expect(template.teaches).toMatch(/^[A-Z].*[.]$/);
      });

      it('is the same after a file', () => {
        const read = readDocument(writeDocument(document));
        expect(read).toEqual({ ok: true, value: document });
      });

      it('reads as rows: on the grid, no block over another, wires of a row straight and forward', () => {
        expect(Object.keys(document.layout)).toEqual(document.blocks.map(({ id }) => id));
        const places = Object.values(document.layout);
        for (const { x, y } of places) expect([x % 20, y % 20]).toEqual([0, 0]);
        places.forEach((a, index) => {
          for (const b of places.slice(index + 1)) {
            const apart = Math.abs(a.x - b.x) >= node.width + 60 || Math.abs(a.y - b.y) >= node.height;
            expect(apart, JSON.stringify([a, b])).toBe(true);
          }
        });
        for (const { from, to } of document.wires) {
          const [start, end] = [document.layout[from[0]]!, document.layout[to[0]]!];
          expect(start.y < end.y || start.x < end.x, `${from} ${to}`).toBe(true);
        }
      });
    });
  }
});
