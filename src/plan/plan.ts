/** From a graph to a program: simplify, fuse, order, lay out memory. */
import { elementCount } from '../base/rowmajor.ts';
import type { Graph, NodeId } from '../ir/graph.ts';
import type { Step } from './fuse.ts';
import { fuse } from './fuse.ts';
import type { Layout } from './layout.ts';
import { layOut } from './layout.ts';
import { arenaUse } from './lifetimes.ts';
import { placeApart, placeByLifetime } from './memory.ts';
import type { AnyKernel, Call, Copy, Program, Slot } from './program.ts';
import { schedule } from './schedule.ts';
import { simplify } from './simplify.ts';

export interface PlanOptions {
  /** The batch size that the graph was lowered for. */
  readonly batch: number;
  /** False: every value keeps a place of its own to the end of the run, for inspection and diagnosis. Default true. */
  readonly reuse?: boolean;
  /** Fuse bias and activation into products. By default as `reuse`. */
  readonly fused?: boolean;
  /** Names of the outputs that the program shall have; all when left out. */
  readonly keep?: readonly string[];
}

/** Plans a graph, with gradients or without, for one batch size. The result is plain data and can be cloned to a worker. */
export function plan(graph: Graph, options: PlanOptions): Program {
  const { batch, reuse = true, fused = reuse, keep } = options;
  const simple = simplify(keep ? onlyOutputs(graph, new Set(keep)) : graph);
  const storage = storageOf(simple);
  const steps = schedule(fuse(simple, fused), storage);
  const layout = layOut(simple, storage);
  const kept = new Set([...Object.values(simple.outputs), ...layout.copies.map(({ from }) => from)].map(storage));
  const use = arenaUse(
    steps,
    { storage, isPlaced: (value) => layout.places.has(value), isKept: (value) => kept.has(value) },
    reuse,
  );
  const arena = reuse ? placeByLifetime(use.lifetimes) : placeApart(use.lifetimes);
  const offsetOf = (value: NodeId): number => {
    const root = storage(value);
    const place = layout.places.get(root);
    return place ?? layout.arena + arena.offsets[use.slots.get(root)!]!;
  };
  return {
    batch,
    ...calls(steps, offsetOf),
    copies: layout.copies.map(({ from, to, length }): Copy => ({ from: offsetOf(from), to, length })),
    ...slots(simple, layout, offsetOf),
    length: layout.arena + arena.length,
    largestLiveSet: arena.largestLiveSet,
  };
}

function onlyOutputs(graph: Graph, names: ReadonlySet<string>): Graph {
  return { ...graph, outputs: Object.fromEntries(Object.entries(graph.outputs).filter(([name]) => names.has(name))) };
}

/** The value whose memory a value shares: reshape moves nothing. */
function storageOf(graph: Graph): (value: NodeId) => NodeId {
  const roots: NodeId[] = [];
  for (const [id, node] of graph.nodes.entries()) roots.push(node.op === 'reshape' ? roots[node.inputs[0]!]! : id);
  return (value) => roots[value]!;
}

/** Equal for equal kernels. */
function keyOf({ op, attrs, inputs, output, epilogue: { bias, activation } }: AnyKernel): string {
  const after = activation ? `${activation.fn}(${activation.alpha})` : '';
  return `${op} ${JSON.stringify(attrs)} ${inputs.join(';')}>${output.join()} ${bias} ${after}`;
}

function calls(steps: readonly Step[], offsetOf: (value: NodeId) => number): Pick<Program, 'kernels' | 'calls'> {
  const kernels: AnyKernel[] = [];
  const known = new Map<string, number>();
  const list = steps.map(({ kernel, inputs, output, block, pass }): Call => {
    const key = keyOf(kernel);
    let index = known.get(key);
    if (index === undefined) {
      index = kernels.length;
      known.set(key, index);
      kernels.push(kernel);
    }
    return { kernel: index, inputs: inputs.map(offsetOf), outputs: [offsetOf(output)], block, pass };
  });
  return { kernels, calls: list };
}

type Named = 'parameters' | 'segments' | 'inputs' | 'outputs' | 'parameterRegion' | 'gradientRegion' | 'momentRegion';

function slots(graph: Graph, layout: Layout, offsetOf: (value: NodeId) => number): Pick<Program, Named> {
  const outputs = Object.entries(graph.outputs).map(([name, id]): Slot => {
    const { shape } = graph.nodes[id]!;
    return { name, shape, offset: offsetOf(id), length: elementCount(shape) };
  });
  const { parameters, segments, inputs, parameterRegion, gradientRegion, momentRegion } = layout;
  return { parameters, segments, inputs, outputs, parameterRegion, gradientRegion, momentRegion };
}
