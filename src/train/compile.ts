/** The whole street: a document goes in, three programs that are ready to run come out. */
import type { Backend, Executable } from '../backend/backend.ts';
import { err, ok, type Result } from '../base/result.ts';
import { check } from '../check/check.ts';
import type { CheckedGraph } from '../check/report.ts';
import type { Document } from '../document/document.ts';
import type { Training } from '../document/training.ts';
import { backward } from '../grad/backward.ts';
import type { Graph } from '../ir/graph.ts';
import { type LoweredModel, lower } from '../lower/lower.ts';
import { plan } from '../plan/plan.ts';
import type { RunFailure } from '../protocol/events.ts';

/** Three programs of one graph; each has its own memory and its own copy of the parameters. */
export interface Model {
  readonly graph: CheckedGraph;
  /** Losses, metrics, inputs and states by the names that all programs give them; gradients of states are outputs of training. */
  readonly lowered: Pick<LoweredModel, 'losses' | 'metrics' | 'inputs' | 'carries' | 'taps'>;
  readonly settings: Training;
  readonly backend: Backend;
  /** The training graph with its gradients, and the evaluation graph: planned anew when a NaN has to be traced. */
  readonly learning: Graph;
  readonly scoring: Graph;
  /** A batch, forward and backward, with batch statistics and dropout. */
  readonly training: Executable;
  /** A batch, forward, with running statistics and no dropout. */
  readonly evaluation: Executable;
  /** One example, forward, with every block's outputs kept. */
  readonly inspection: Executable;
  /** Multiply-adds of the longest piece of work that nothing interrupts: a training step or a batch of an evaluation. */
  readonly longestMacs: number;
}

/** An evaluation in batches of fewer examples wastes its time on overhead. */
const smallestEvaluation = 64;

/** Fails with `not-trainable` for a graph with faults, and with `memory` when the backend cannot hold the programs. */
export async function compile(document: Document, backend: Backend): Promise<Result<Model, RunFailure>> {
  const { graph, total } = check(document);
  if (!graph) return err({ code: 'not-trainable' });
  const settings = document.training;
  const batch = settings.batchSize;
  const many = Math.max(batch, smallestEvaluation);
  const forward = lower(graph, { batch, mode: 'train', expose: 'losses' });
  const scoring = lower(graph, { batch: many, mode: 'evaluate', expose: 'losses' });
  const looking = lower(graph, { batch: 1, mode: 'evaluate', expose: 'all' });
  const learning = backward(forward.graph, forward.loss);
  const programs = {
    training: plan(learning, { batch, reuse: true }),
    evaluation: plan(scoring.graph, { batch: many, reuse: true }),
    inspection: plan(looking.graph, { batch: 1, reuse: false }),
  };
  try {
    const training = await backend.compile(programs.training, settings.optimizer);
    const evaluation = await backend.compile(programs.evaluation, null);
    const inspection = await backend.compile(programs.inspection, null);
    // A step goes forward once, and backward for twice as much.
    const longestMacs = Math.max(3 * batch, many) * total.macs;
    return ok({
      graph,
      lowered: forward,
      learning,
      scoring: scoring.graph,
      settings,
      backend,
      training,
      evaluation,
      inspection,
      longestMacs,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return err({ code: 'memory', bytes: 4 * Object.values(programs).reduce((sum, { length }) => sum + length, 0) });
  }
}
