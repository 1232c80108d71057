/** The fixed part of a program's memory: parameters, gradients, moments and inputs, before the arena. */
import { elementCount } from '../base/rowmajor.ts';
import type { Graph, NodeId, ParameterSpec } from '../ir/graph.ts';
import { alignUp } from './memory.ts';
import type { ParameterSlot, Region, Segment, Slot } from './program.ts';

export interface Layout {
  readonly parameters: readonly ParameterSlot[];
  readonly segments: readonly Segment[];
  readonly inputs: readonly Slot[];
  readonly parameterRegion: Region;
  readonly gradientRegion: Region;
  readonly momentRegion: Region;
  /** Where the arena begins. */
  readonly arena: number;
  /** Offsets of the values that have a place here. */
  readonly places: ReadonlyMap<NodeId, number>;
  /** Values that must be copied to their place after the run. */
  readonly copies: readonly { readonly from: NodeId; readonly to: number; readonly length: number }[];
}

/** Parameters begin on 16 bytes of f32, so that one run of vector instructions covers neighbours. */
const parameterAlignment = 4;

/** Trainable ones first, equal l2 together, else as declared. */
function ordered(parameters: readonly ParameterSpec[]): ParameterSpec[] {
  return [...parameters].sort((a, b) => Number(b.trainable) - Number(a.trainable) || (a.trainable ? a.l2 - b.l2 : 0));
}

/** `storage` maps a value to the one whose memory it shares. */
export function layOut(graph: Graph, storage: (value: NodeId) => NodeId): Layout {
  const specs = ordered(graph.parameters);
  const offsets = new Map<string, number>();
  let end = 0;
  let trainable = 0;
  for (const spec of specs) {
    offsets.set(spec.name, end);
    end += alignUp(elementCount(spec.shape), parameterAlignment);
    if (spec.trainable) trainable = end;
  }
  const trains = Object.keys(graph.gradients).length > 0;
  const gradientRegion: Region = { offset: alignUp(end), length: trains ? trainable : 0 };
  const momentRegion: Region = {
    offset: alignUp(gradientRegion.offset + gradientRegion.length),
    length: 2 * gradientRegion.length,
  };
  const parameters = specs.map((spec): ParameterSlot => {
    const offset = offsets.get(spec.name)!;
    const gradient = trains && spec.trainable ? gradientRegion.offset + offset : null;
    return { ...spec, offset, length: elementCount(spec.shape), gradient };
  });
  const places = new Map<NodeId, number>();
  const inputs: Slot[] = [];
  let arena = alignUp(momentRegion.offset + momentRegion.length);
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'parameter') places.set(id, offsets.get(node.attrs.name)!);
    if (node.op !== 'input') continue;
    const length = elementCount(node.shape);
    inputs.push({ name: node.attrs.name, shape: node.shape, offset: arena, length });
    places.set(id, arena);
    arena += alignUp(length);
  }
  return {
    parameters,
    segments: trains ? segmentsOf(parameters) : [],
    inputs,
    parameterRegion: { offset: 0, length: end },
    gradientRegion,
    momentRegion,
    arena,
    copies: placeResults(graph, storage, parameters, places),
    places,
  };
}

function segmentsOf(parameters: readonly ParameterSlot[]): Segment[] {
  const segments: Segment[] = [];
  for (const { offset, length, gradient, l2 } of parameters) {
    if (gradient === null) continue;
    const last = segments.at(-1);
    if (last?.l2 === l2) segments[segments.length - 1] = { ...last, length: offset + length - last.parameters };
    else segments.push({ parameters: offset, gradients: gradient, length, l2 });
  }
  return segments;
}

/** Gives each gradient its slot as the place to be computed in; those that have a place already, and updates, are copied. */
function placeResults(
  graph: Graph,
  storage: (value: NodeId) => NodeId,
  parameters: readonly ParameterSlot[],
  places: Map<NodeId, number>,
): Layout['copies'] {
  const copies: { from: NodeId; to: number; length: number }[] = [];
  for (const { name, length, gradient } of parameters) {
    if (gradient === null) continue;
    const value = storage(graph.gradients[name]!);
    if (places.has(value)) copies.push({ from: value, to: gradient, length });
    else places.set(value, gradient);
  }
  // Last, because a gradient may equal a buffer's old value.
  for (const { name, offset, length } of parameters) {
    const update = graph.updates[name];
    if (update !== undefined) copies.push({ from: update, to: offset, length });
  }
  return copies;
}
