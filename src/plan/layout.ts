/** The fixed part of a program's memory: parameters, gradients, moments and inputs, before the arena. */
import { elementCount } from '../base/rowmajor.ts';
import type { Graph, NodeId, ParameterSpec } from '../ir/graph.ts';
import { alignUp } from './memory.ts';
import type { Places, Value } from './places.ts';
import type { ParameterSlot, Region, Segment, Slot } from './program.ts';
import { inTurn, type Move } from './steps.ts';

export interface Layout {
  readonly parameters: readonly ParameterSlot[];
  readonly segments: readonly Segment[];
  readonly inputs: readonly Slot[];
  readonly parameterRegion: Region;
  readonly gradientRegion: Region;
  readonly momentRegion: Region;
  /** Where the arena begins. */
  readonly arena: number;
  /** Offsets of the values that lie here. */
  readonly offsets: ReadonlyMap<Value, number>;
  /** Values that must be copied to their place after the run, in this order. */
  readonly copies: readonly Move[];
}

/** Parameters begin on 16 bytes of f32, so that one run of vector instructions covers neighbours. */
const parameterAlignment = 4;

/** Trainable ones first, equal l2 together, else as declared. */
function ordered(parameters: readonly ParameterSpec[]): ParameterSpec[] {
  return [...parameters].sort((a, b) => Number(b.trainable) - Number(a.trainable) || (a.trainable ? a.l2 - b.l2 : 0));
}

export function layOut(graph: Graph, places: Places): Layout {
  const specs = ordered(graph.parameters);
  const starts = new Map<string, number>();
  let end = 0;
  let trainable = 0;
  for (const spec of specs) {
    starts.set(spec.name, end);
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
    const offset = starts.get(spec.name)!;
    const gradient = trains && spec.trainable ? gradientRegion.offset + offset : null;
    return { ...spec, offset, length: elementCount(spec.shape), gradient };
  });
  const offsets = new Map<Value, number>();
  const inputs: Slot[] = [];
  let arena = alignUp(momentRegion.offset + momentRegion.length);
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'parameter') offsets.set(id, starts.get(node.attrs.name)!);
    if (node.op !== 'input') continue;
    const length = elementCount(node.shape);
    inputs.push({ name: node.attrs.name, shape: node.shape, offset: arena, length });
    offsets.set(id, arena);
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
    copies: placeResults(graph, places, parameters, inputs, offsets),
    offsets,
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
  places: Places,
  parameters: readonly ParameterSlot[],
  inputs: readonly Slot[],
  offsets: Map<Value, number>,
): Move[] {
  const leaves = new Map<string, NodeId>();
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'parameter' || node.op === 'input') leaves.set(`${node.op} ${node.attrs.name}`, id);
  }
  const slotAt = (offset: number, length: number): Value => {
    const slot = places.make(length);
    offsets.set(slot, offset);
    return slot;
  };
  const gradients: Move[] = [];
  for (const { name, length, gradient } of parameters) {
    if (gradient === null) continue;
    const value = places.rootOf(graph.gradients[name]!);
    if (offsets.has(value)) gradients.push({ from: value, to: slotAt(gradient, length), length });
    else offsets.set(value, gradient);
  }
  const moves = (op: 'parameter' | 'input', slots: readonly Slot[], sources: { readonly [name: string]: NodeId }) =>
    slots.flatMap(({ name, offset, length }): Move[] => {
      const from = sources[name];
      return from === undefined ? [] : [{ from, to: leaves.get(`${op} ${name}`) ?? slotAt(offset, length), length }];
    });
  // Gradients first, because one may equal a buffer's old value.
  const updates = [...moves('parameter', parameters, graph.updates), ...moves('input', inputs, graph.carries)];
  return [...gradients, ...inTurn(updates, places)];
}
