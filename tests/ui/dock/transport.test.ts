import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/check/explain.ts';
import type { Document } from '../../../src/document/document.ts';
import type { RunFailure } from '../../../src/protocol/events.ts';
import { newRun } from '../../../src/runs/run.ts';
import { lenet } from '../../../src/templates/lenet.ts';
import { explainFailure } from '../../../src/ui/dock/explain-failure.ts';
import { mainActionOf, obstacleOf, trainsTheSame } from '../../../src/ui/dock/main-action.ts';
import { axisOf, measureSpecs, spanOf, unitOf } from '../../../src/ui/dock/measures.ts';

const graph = lenet.document;
const run = newRun('a', 1, graph, 0, 0);
const progress = { step: 10, steps: 2580, epoch: 1, epochs: 3, samplesPerSecond: 0, secondsLeft: null };

describe('the first button of the transport', () => {
  it('trains when nothing is under way, waits while it is prepared, then pauses and resumes', () => {
    expect(mainActionOf(null)).toBe('train');
    const actions = (['loading', 'compiling', 'running', 'paused', 'finished', 'stopped', 'failed'] as const).map(
      (state) => mainActionOf({ state }),
    );
    expect(actions).toEqual(['prepare', 'prepare', 'pause', 'resume', 'train', 'train', 'train']);
  });

  it('says what is in its way: faults before what is only missing', () => {
    const wrong = { severity: 'wrong' } as const;
    const missing = { severity: 'incomplete' } as const;
    expect(obstacleOf({ blocks: [] }, { blocking: [missing], diagnostics: [missing] })).toEqual({ kind: 'empty' });
    expect(obstacleOf(graph, { blocking: [], diagnostics: [wrong] })).toBeNull();
    const open = { blocking: [missing], diagnostics: [missing, missing, { severity: 'suspicious' } as const] };
    expect(obstacleOf(graph, open)).toEqual({ kind: 'incomplete', count: 2 });
    const both = { blocking: [missing], diagnostics: [wrong, missing] };
    expect(obstacleOf(graph, both)).toEqual({ kind: 'wrong', count: 1 });
  });
});

describe('whether a run is of the graph that is open', () => {
  it('does not depend on layout, names or identity, but on blocks, wires and settings', () => {
    const copy = structuredClone(graph);
    const renamed: Document = {
      ...copy,
      name: 'other',
      layout: {},
      blocks: copy.blocks.map((block) => ({ ...block, name: `my ${block.id}` })),
    };
    expect(trainsTheSame(graph, renamed)).toBe(true);
    const reversed = copy.blocks.map((block) => ({
      ...block,
      params: Object.fromEntries(Object.entries(block.params).reverse()),
    }));
    expect(trainsTheSame(graph, { ...copy, blocks: reversed })).toBe(true);
    expect(trainsTheSame(graph, { ...copy, wires: copy.wires.slice(1) })).toBe(false);
    expect(trainsTheSame(graph, { ...copy, training: { ...copy.training, seed: 2 } })).toBe(false);
  });
});

describe('the axis of the curves', () => {
  it('counts epochs to the planned end, known before the first step', () => {
    expect(axisOf(null, { epochs: 7 })).toEqual({ by: 'epoch', end: 7 });
    expect(axisOf({ ...run, progress }, { epochs: 7 })).toEqual({ by: 'epoch', end: 3 });
    expect(unitOf({ progress }, 'epoch') * progress.steps).toBeCloseTo(3);
  });

  it('counts steps where there is one epoch', () => {
    const single = { ...progress, epochs: 1, steps: 860 };
    expect(axisOf({ ...run, progress: single }, { epochs: 7 })).toEqual({ by: 'step', end: 860 });
    expect(unitOf({ progress: single }, 'step')).toBe(1);
  });

  it('smooths longer runs over more steps, within bounds', () => {
    expect([10, 2580, 1_000_000].map(spanOf)).toEqual([5, 32, 200]);
  });
});

describe('ticks', () => {
  it('are written as short as they are exact', () => {
    const { formatTick } = measureSpecs.loss;
    expect([0.05, 1, 20, 2000, 1e-6, 1e24].map(formatTick)).toEqual(['0.05', '1', '20', '2,000', '1e−6', '1e24']);
  });
});

describe('a failure', () => {
  const told = (failure: RunFailure): string => plainText(explainFailure(failure, (id) => `the ${id}`));

  it('names the block, the step and what to try', () => {
    const divergence = { step: 1234, block: 'conv1', where: 'gradient' } as const;
    expect(told({ code: 'diverged', divergence })).toBe(
      'At step 1,234 the conv1 gave a number that is not finite, in its gradient. The last good weights are kept. Try a smaller learning rate or gradient clipping.',
    );
    expect(told({ code: 'diverged', divergence: { ...divergence, block: null, where: 'output' } })).toMatch(
      /^At step 1,234 the loss gave a number that is not finite\./,
    );
    expect(told({ code: 'memory', bytes: 3 * 1024 ** 3 })).toContain('3 GB');
    expect(told({ code: 'worker-hung' })).toContain('The graph and the curves are kept');
  });
});
