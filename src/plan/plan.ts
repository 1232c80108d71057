/** From a graph to a program: simplify, fuse, order, lay out memory. */
import { elementCount } from '../base/rowmajor.ts';
import type { Graph, NodeId } from '../ir/graph.ts';
import { hoist } from '../ir/hoist.ts';
import { scanResultShape } from '../ir/infer.ts';
import { attributesKey } from './attributes.ts';
import { askedOf } from './dead.ts';
import { fuse } from './fuse.ts';
import type { Layout } from './layout.ts';
import { layOut } from './layout.ts';
import { arenaUse, momentsOf } from './lifetimes.ts';
import { type LoopOptions, loopStep, viewRoots } from './loop.ts';
import { placeApart, placeByLifetime } from './memory.ts';
import { Places, type Value } from './places.ts';
import type { AnyKernel, Call, Copy, Loop, Program, Slot, StepCall, StepCopy } from './program.ts';
import { schedule } from './schedule.ts';
import { simplify } from './simplify.ts';
import type { KernelStep, LoopStep, Move, Step } from './steps.ts';

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
  const { graph: hoisted } = hoist(keep ? onlyOutputs(graph, new Set(keep)) : graph);
  const simple = simplify(hoisted);
  const places = new Places(simple.nodes);
  const steps = schedule(stepsOf(simple, places, { fused, inPlace: reuse }), places.rootOf);
  const layout = layOut(simple, places);
  const kept = new Set(Object.values(simple.outputs).map(places.rootOf));
  const use = arenaUse(
    momentsOf(steps, layout.copies, places),
    {
      lengthOf: (value) => places.lengthOf(value),
      isPlaced: (value) => layout.offsets.has(value),
      isKept: (value) => kept.has(value),
    },
    reuse,
  );
  const arena = reuse ? placeByLifetime(use.lifetimes) : placeApart(use.lifetimes);
  const at = (value: Value): Address => {
    const { root, stride } = places.of(value);
    const offset = layout.offsets.get(root) ?? layout.arena + arena.offsets[use.slots.get(root)!]!;
    return { offset, stride };
  };
  return {
    batch,
    ...calls(steps, at),
    copies: layout.copies.map((move) => copy(move, at)),
    ...slots(simple, layout, at),
    length: layout.arena + arena.length,
    largestLiveSet: arena.largestLiveSet,
  };
}

function onlyOutputs(graph: Graph, names: ReadonlySet<string>): Graph {
  return { ...graph, outputs: Object.fromEntries(Object.entries(graph.outputs).filter(([name]) => names.has(name))) };
}

/** One step for each kernel call and each scan, in the order of the nodes. */
function stepsOf(graph: Graph, places: Places, options: LoopOptions): Step[] {
  const viewRoot = viewRoots(graph.nodes);
  const kernels = fuse(graph.nodes, askedOf(graph), options.fused);
  const results = new Map<NodeId, readonly Value[]>();
  const steps: Step[] = [];
  for (const [id, node] of graph.nodes.entries()) {
    const kernel = kernels.get(id);
    if (kernel) steps.push(kernel);
    if (node.op === 'reshape') places.share(id, places.of(viewRoot(id)));
    if (node.op === 'scanResult') places.share(id, places.of(results.get(node.inputs[0]!)![node.attrs.index]!));
    if (node.op !== 'scan') continue;
    const { states, stacked, summed } = node.attrs.body;
    const outputs = [...states, ...stacked, ...summed].map((_, index) =>
      places.make(elementCount(scanResultShape(node.attrs, index))),
    );
    results.set(id, outputs);
    steps.push(loopStep(node, outputs, places, options));
  }
  return steps;
}

/** Equal for equal kernels. */
function keyOf(kernel: AnyKernel): string {
  if (kernel.op === 'fused') {
    const { rows, columns, inputs, outputs, reads, expressions, writes } = kernel;
    const lists = [reads, expressions, writes].map((list) => list.map((each) => Object.values(each).join()).join(';'));
    return `fused ${rows}×${columns} ${inputs.join(';')}>${outputs.join(';')} ${lists.join(' ')}`;
  }
  const { op, attrs, inputs, output, epilogue } = kernel;
  const { bias, activation } = epilogue;
  const after = activation ? `${activation.fn}(${activation.alpha})` : '';
  return `${op} ${attributesKey(attrs)} ${inputs.join(';')}>${output.join()} ${bias} ${after}`;
}

/** Where a value lies, and how far it moves at each step of its loop. */
interface Address {
  readonly offset: number;
  readonly stride: number;
}
type AddressOf = (value: Value) => Address;

function copy({ from, to, length }: Move, at: AddressOf): Copy {
  return { from: at(from).offset, to: at(to).offset, length };
}

function calls(steps: readonly Step[], at: AddressOf): Pick<Program, 'kernels' | 'calls'> {
  const kernels: AnyKernel[] = [];
  const known = new Map<string, number>();
  const kernelIndex = (kernel: AnyKernel): number => {
    const key = keyOf(kernel);
    const index = known.get(key) ?? kernels.push(kernel) - 1;
    known.set(key, index);
    return index;
  };
  const call = ({ kernel, inputs, outputs, block, pass }: KernelStep): Call => ({
    kernel: kernelIndex(kernel),
    inputs: inputs.map((value) => at(value).offset),
    outputs: outputs.map((value) => at(value).offset),
    block,
    pass,
  });
  const stepCall = (step: KernelStep): StepCall => ({
    ...call(step),
    inputStrides: step.inputs.map((value) => at(value).stride),
    outputStrides: step.outputs.map((value) => at(value).stride),
  });
  const stepCopy = (move: Move): StepCopy => ({
    ...copy(move, at),
    fromStride: at(move.from).stride,
    toStride: at(move.to).stride,
  });
  const loop = ({ steps, reverse, before, body, after, block, pass }: LoopStep): Loop => ({
    steps,
    reverse,
    before: before.map((move) => copy(move, at)).filter(({ from, to }) => from !== to),
    calls: body.map(stepCall),
    after: after.map(stepCopy),
    block,
    pass,
  });
  const list = steps.flatMap((step) => ('body' in step ? [...step.clears.map(call), loop(step)] : [call(step)]));
  return { kernels, calls: list };
}

type Named = 'parameters' | 'segments' | 'inputs' | 'outputs' | 'parameterRegion' | 'gradientRegion' | 'momentRegion';

function slots(graph: Graph, layout: Layout, at: AddressOf): Pick<Program, Named> {
  const outputs = Object.entries(graph.outputs).map(([name, id]): Slot => {
    const { shape } = graph.nodes[id]!;
    return { name, shape, offset: at(id).offset, length: elementCount(shape) };
  });
  const { parameters, segments, inputs, parameterRegion, gradientRegion, momentRegion } = layout;
  return { parameters, segments, inputs, outputs, parameterRegion, gradientRegion, momentRegion };
}
