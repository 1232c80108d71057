/** Whose run shows its use by itself, and when the person's choice stands. */
import { beforeEach, expect, test } from 'vitest';
import type { Document } from '../../../src/document/document.ts';
import { newRun, type Run } from '../../../src/runs/run.ts';
import { runsStore } from '../../../src/runs/store.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { nextCharacter } from '../../../src/templates/next-character.ts';
import { plane } from '../../../src/templates/plane.ts';
import { editorStore } from '../../../src/ui/store/editor.ts';
import { type DockTab, viewStore } from '../../../src/ui/store/view.ts';
import { showUseOfRuns } from '../../../src/ui/use/show-use.ts';

let runs = 0;

/** A run of the graph, after its first step. */
function start(document: Document): void {
  runs++;
  const run: Run = { ...newRun(`run ${runs}`, runs, document, 0, 0), state: 'running' };
  run.curve.append({
    first: 1,
    loss: new Float32Array([2]),
    accuracy: new Float32Array([0.1]),
    gradientNorm: new Float32Array([1]),
    learningRate: new Float32Array([0.1]),
  });
  runsStore.setState({ current: run });
}

const tab = (): DockTab => viewStore.getState().dock.tab;

beforeEach(() => {
  viewStore.getState().showDock('curves');
  const stop = showUseOfRuns();
  return () => {
    stop();
    runsStore.setState({ current: null });
  };
});

test('a run in the plane shows its surface, another run its curves', () => {
  start(lenet.document);
  expect(tab()).toBe('curves');
  start(plane.document);
  expect(tab()).toBe('use');
});

test('a run that learns to write shows what it writes', () => {
  start(nextCharacter.document);
  expect(tab()).toBe('use');
});

test('a look at the data before the run is no choice of what to watch', () => {
  viewStore.getState().showDock('data');
  start(plane.document);
  expect(tab()).toBe('use');
});

test('whoever goes back to the curves keeps them at the next start, until another graph is opened', () => {
  start(plane.document);
  viewStore.getState().showDock('curves');
  start(plane.document);
  expect(tab()).toBe('curves');
  editorStore.getState().open(structuredClone(plane.document));
  start(plane.document);
  expect(tab()).toBe('use');
});

test('a folded dock stays folded', () => {
  viewStore.getState().toggleDock();
  start(plane.document);
  expect(viewStore.getState().dock.open).toBe(false);
});
