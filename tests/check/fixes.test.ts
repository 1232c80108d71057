import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { plainText } from '../../src/check/explain.ts';
import { fixesOf } from '../../src/check/fixes.ts';
import type { Document } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import { graph } from './graph-text.ts';

/** The document after the fix of this title. */
function fixed(document: Document, title: string): Document {
  const report = check(document);
  const fixes = report.diagnostics.flatMap((diagnostic) => fixesOf(diagnostic, document, report));
  const fix = fixes.find((each) => plainText(each.title) === title);
  if (fix === undefined) throw new Error(`no fix ${title}; there are ${fixes.map((each) => plainText(each.title))}`);
  return applyEdits(document, fix.edits).document;
}

const wires = ({ wires: all }: Document): readonly string[] =>
  all.map(({ from, to }) => `${from.join('.')} → ${to.join('.')}`);

describe('a block put into a wire', () => {
  const row = graph(`
    digits: image
    dense1: dense units=10 <- digits
    loss: cross-entropy <- dense1, digits.label`);

  it('takes the place of the next one in its row, which moves on with all that follow', () => {
    const mended = fixed(row, 'Put a Flatten before dense1');
    expect(wires(mended)).toContain('digits.image → flatten1.x');
    expect(wires(mended)).toContain('flatten1.y → dense1.x');
    expect(mended.layout).toEqual({
      digits: { x: 0, y: 0 },
      flatten1: { x: 240, y: 0 },
      dense1: { x: 470, y: 0 },
      loss: { x: 710, y: 0 },
    });
  });

  it('leaves other rows where they are', () => {
    const below = { ...row, layout: { ...row.layout, loss: { x: 480, y: 280 } } };
    expect(fixed(below, 'Put a Flatten before dense1').layout.loss).toEqual({ x: 480, y: 280 });
  });

  it('stands on the middle of a long wire, where that is free', () => {
    const far = { ...row, layout: { ...row.layout, dense1: { x: 800, y: 0 }, loss: { x: 1040, y: 0 } } };
    expect(fixed(far, 'Put a Flatten before dense1').layout.flatten1).toEqual({ x: 400, y: 0 });
  });

  it('goes below the row when the wire passes other blocks', () => {
    const residual = graph(`
      digits: image
      conv1: conv2d filters=8 padding=same <- digits
      add1: add <- conv1, digits
      pool1: global-avg-pool <- add1`);
    const mended = fixed(residual, 'Put a 1×1 Conv2D on the right wire');
    expect(mended.layout.conv2).toEqual({ x: 240, y: 140 });
    expect(mended.layout.add1).toEqual(residual.layout.add1);
  });

  it('gets an id that nobody has', () => {
    const taken = graph(`
      digits: image
      flatten1: flatten <- digits
      dense1: dense units=10 <- digits
      dense2: dense <- flatten1
      loss: cross-entropy <- dense1, digits.label`);
    expect(fixed(taken, 'Put a Flatten before dense1').blocks.at(-1)?.id).toBe('flatten2');
  });
});

describe('a block taken out', () => {
  it('leaves its neighbours wired to each other', () => {
    const document = graph(`
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      softmax: activation function=softmax <- dense1
      loss: cross-entropy <- softmax, digits.label`);
    expect(wires(fixed(document, 'Remove softmax'))).toEqual([
      'digits.image → flatten.x',
      'flatten.y → dense1.x',
      'digits.label → loss.target',
      'dense1.y → loss.prediction',
    ]);
  });
});

describe('a block replaced', () => {
  it('keeps its id, its wires and its place', () => {
    const document = graph(`
      digits: image
      conv1: conv2d filters=8 padding=same <- digits
      sum: add <- conv1, digits
      pool1: global-avg-pool <- sum`);
    const mended = fixed(document, 'Use Concat instead of Add');
    expect(wires(mended)).toEqual(wires(document));
    expect(mended.blocks.find(({ id }) => id === 'sum')).toMatchObject({ kind: 'concat' });
    expect(mended.layout).toEqual(document.layout);
  });
});

describe('a block added', () => {
  it('is wired to all that it fits: a loss to the last layer and the labels', () => {
    const mended = fixed(
      graph(`
        digits: image
        flatten: flatten <- digits
        dense1: dense units=10 <- flatten`),
      'Add a Cross-entropy',
    );
    expect(wires(mended).slice(2).sort()).toEqual(['dense1.y → loss1.prediction', 'digits.label → loss1.target']);
    expect(check(mended).graph).not.toBeNull();
  });

  it('is wired to all that it fits: data to the first layer and the target', () => {
    const mended = fixed(
      graph(`
        flatten: flatten
        dense1: dense units=10 <- flatten
        loss: cross-entropy <- dense1`),
      'Add an Image',
    );
    expect(wires(mended).slice(2).sort()).toEqual(['image1.image → flatten.x', 'image1.label → loss.target']);
    expect(mended.layout.image1).toEqual({ x: -230, y: 0 });
    expect(check(mended).graph).not.toBeNull();
  });
});

describe('a fix', () => {
  it('is not offered when it would make another wrong', () => {
    const document = graph(`
      digits: image
      flatten: flatten <- digits
      dense1: dense units=12 <- flatten
      both: add <- dense1, dense2
      dense2: dense units=12 <- flatten
      dense3: dense units=10 <- both
      loss1: cross-entropy <- dense1, digits.label
      loss2: cross-entropy <- dense3, digits.label`);
    const report = check(document);
    const titles = fixesOf(report.diagnostics[0]!, document, report).map(({ title }) => plainText(title));
    expect(titles).toEqual(['Put a Dense on the prediction wire']);
  });

  const titles = (text: string): readonly string[] => {
    const document = graph(text);
    const report = check(document);
    return report.diagnostics.flatMap((each) => fixesOf(each, document, report)).map(({ title }) => plainText(title));
  };

  it('sets a size where it was made rather than adding a layer', () => {
    expect(
      titles(`
        digits: image
        flatten: flatten <- digits
        narrow: dense <- flatten
        wide: dense units=1024 <- flatten
        both: add <- narrow, wide
        dense1: dense units=10 <- both
        loss: cross-entropy <- dense1, digits.label`),
    ).toEqual([
      'In wide, set units to 64',
      'In narrow, set units to 1024',
      'Put a Dense on the right wire',
      'Use Concat instead of Add',
    ]);
  });

  it('makes a layer no narrower for the sake of a shortcut, but as the last resort', () => {
    expect(
      titles(`
        digits: image
        conv1: conv2d filters=64 padding=same <- digits
        both: add <- conv1, digits
        pool: global-avg-pool <- both
        dense1: dense units=10 <- pool
        loss: cross-entropy <- dense1, digits.label`),
    ).toEqual(['Put a 1×1 Conv2D on the right wire', 'Use Concat instead of Add', 'In conv1, set filters to 1']);
  });
});
