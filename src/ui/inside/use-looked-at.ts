/** Everything that looking at a block takes: the run that is looked at, its checked block, the example, and what the worker tells. */
import { useMemo } from 'react';
import { check } from '../../check/check.ts';
import type { CheckedBlock } from '../../check/report.ts';
import type { Document } from '../../document/document.ts';
import type { ExampleRef, Inspection } from '../../protocol/trainer.ts';
import { isActive } from '../../runs/run.ts';
import { useRuns } from '../store/runs.ts';
import { type GivenRef, useExample } from './example.ts';
import type { RunData } from './run-data.ts';
import { useInspection } from './use-inspection.ts';
import { useRunData } from './use-run-data.ts';

export interface LookedAt {
  readonly runId: string | null;
  /** What the run trains: the graph may have been edited since. Null without a run. */
  readonly document: Document | null;
  /** The worker holds the run's weights, or is about to. */
  readonly active: boolean;
  /** Undefined for a block that the run does not train. */
  readonly checked: CheckedBlock | undefined;
  /** The data block that the examples come from. */
  readonly source: CheckedBlock | undefined;
  readonly data: RunData | null;
  readonly example: ExampleRef;
  /** Position of the data set's example in its part. */
  readonly index: number;
  /** What a person gave, where that is the example; else null. */
  readonly given: GivenRef | null;
  /** Undefined before there is an answer, null when the worker has nothing to tell. */
  readonly inspection: Inspection | null | undefined;
}

export function useLookedAt(block: string): LookedAt {
  // Not the run itself, which is another one with every step.
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const document = useRuns((runs) => runs.current?.document ?? null);
  const active = useRuns((runs) => runs.current !== null && isActive(runs.current));
  const report = useMemo(() => document && check(document), [document]);
  const data = useRunData();
  const { example, index, given, isGiven } = useExample(data);
  const inspection = useInspection(block, example);
  return {
    runId,
    document,
    active,
    checked: report?.blocks.get(block),
    source: report?.blocks.get(data?.id ?? ''),
    data,
    example,
    index,
    given: isGiven ? given : null,
    inspection,
  };
}
