/** What the chosen example has at the steps of a block's sequence: how many there are, and what a person calls them. */
import type { CheckedBlock, CheckedGraph } from '../check/report.ts';
import type { SequenceInfo } from '../protocol/trainer.ts';
import type { TensorType } from '../tensor/shape.ts';
import type { Example } from './example.ts';

type End = readonly [block: string, port: string];

/**
 * Of the sequence that enters the block, or that it gives where none enters; null for a block without one. `lengthAt` reads the
 * number of real steps that the program holds for an output. Names come from the data as long as every block on the way keeps
 * the steps as they are.
 */
export function sequenceAt(
  block: CheckedBlock,
  graph: CheckedGraph,
  example: Example,
  lengthAt: (end: End) => number | null,
): SequenceInfo | null {
  const [type, end] = sequenceOf(block, graph) ?? [];
  if (!type || !end) return null;
  const names = namesAt(end, type, graph, example);
  const size = stepsOf(type);
  const length = lengthAt(end) ?? (typeof size === 'number' ? size : (names?.length ?? 0));
  return { length, names: names?.slice(0, length) ?? null };
}

function sequenceOf(block: CheckedBlock, graph: CheckedGraph): readonly [TensorType, End] | null {
  const sources = graph.sources[block.id] ?? {};
  for (const [port, type] of Object.entries(block.inputs)) {
    const end = sources[port];
    if (end && stepsOf(type) !== null) return [type, end];
  }
  for (const [port, type] of Object.entries(block.outputs)) if (stepsOf(type) !== null) return [type, [block.id, port]];
  return null;
}

/** Size of the time axis; null where there is none. */
const stepsOf = ({ axes }: TensorType) => axes.find(({ name }) => name === 'T')?.size ?? null;

function namesAt([id, port]: End, type: TensorType, graph: CheckedGraph, example: Example): readonly string[] | null {
  const block = graph.order.find((each) => each.id === id);
  if (!block?.definition) return null;
  if (!block.definition.lower) return example.stepNames(id, port);
  const keeps = (input: TensorType) => stepsOf(input) === stepsOf(type) && input.lengths === type.lengths;
  for (const [name, end] of Object.entries(graph.sources[id] ?? {})) {
    const input = block.inputs[name];
    if (input && keeps(input)) return namesAt(end, input, graph, example);
  }
  return null;
}
