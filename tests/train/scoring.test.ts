/** How answers are counted: each step is an answer, padding is none. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { plan } from '../../src/plan/plan.ts';
import { Scoring } from '../../src/train/scoring.ts';
import { Tally } from '../../src/train/tally.ts';
import type { BlockCase } from '../blocks/cases.ts';
import { lowered, valuesOf } from '../blocks/one-block.ts';
import { firstStep, write } from '../harness/run.ts';

const batch = 3;

interface Drawn {
  readonly steps: number;
  readonly classes: number;
  readonly padded: 'prediction' | 'target' | null;
  readonly lengths: readonly number[];
  /** Examples that are real. */
  readonly real: number;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ steps: fc.integer({ min: 1, max: 6 }), classes: fc.integer({ min: 2, max: 4 }) })
  .chain((sizes) =>
    fc.record({
      ...{ steps: fc.constant(sizes.steps), classes: fc.constant(sizes.classes) },
      padded: fc.constantFrom('prediction', 'target', null),
      lengths: fc.array(fc.integer({ min: 1, max: sizes.steps }), { minLength: batch, maxLength: batch }),
      real: fc.integer({ min: 1, max: batch }),
    }),
  );

const marked = (on: boolean) => (on ? { lengths: 'pad.y' } : {});

const caseOf = ({ steps, classes, padded }: Drawn): BlockCase => ({
  kind: 'cross-entropy',
  params: { weight: 1 },
  inputs: {
    prediction: { sizes: [steps, classes], arriving: { of: 'real' }, ...marked(padded === 'prediction') },
    target: { sizes: [steps], arriving: { of: 'labels', classes }, ...marked(padded === 'target') },
  },
});

async function scored(each: Drawn) {
  const model = lowered(caseOf(each), batch, 'train');
  const executable = await referenceBackend.compile(plan(model.graph, { batch }), null);
  const values = new Map(valuesOf(caseOf(each), model, batch, each.real));
  for (const name of values.keys()) if (name.endsWith('/lengths')) values.set(name, each.lengths);
  write(executable, values);
  executable.run(firstStep);
  return { values, scoring: new Scoring(executable, model) };
}

/** Right and all answers of the real examples, step by step. */
function counted({ steps, classes, padded, lengths, real }: Drawn, values: ReadonlyMap<string, readonly number[]>) {
  const [logits = [], labels = []] = [values.get('prediction/value'), values.get('target/value')];
  let [right, total] = [0, 0];
  for (let example = 0; example < real; example++) {
    for (let step = 0; step < (padded === null ? steps : lengths[example]!); step++) {
      const at = example * steps + step;
      const scores = logits.slice(at * classes, (at + 1) * classes);
      if (scores.indexOf(Math.max(...scores)) === labels[at]) right++;
      total++;
    }
  }
  return { right, total };
}

it('of a sequence, each real step is an answer', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (each) => {
      const { values, scoring } = await scored(each);
      expect(scoring.answers(each.real)).toEqual(counted(each, values));
    }),
    { numRuns: 50 },
  );
});

it('accuracy is right answers by all answers, however long the sequences of a batch are', async () => {
  const long = await scored({ steps: 6, classes: 3, padded: 'target', lengths: [6, 5, 6], real: 3 });
  expect(long.scoring.classes).toBe(0);
  const tally = new Tally(long.scoring);
  tally.add(3, { right: 17, total: 17 });
  tally.add(3, { right: 0, total: 3 });
  expect(tally.score().accuracy).toBeCloseTo(17 / 20, 12);
});
