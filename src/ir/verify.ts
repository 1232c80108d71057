/** Holds a graph to the rules of the IR; tests call it after every pass. */
import { sameSizes } from '../base/rowmajor.ts';
import type { AnyNode, Graph, Node, NodeId, ParameterSpec, ScanBody, Shape } from './graph.ts';
import { inferShape, scanResultShape } from './infer.ts';

/**
 * Throws an Error that names the first broken rule: inputs come earlier, shapes are those that the op gives, leaves are named
 * once and parameters declared, outputs exist, updates go to buffers, carried states to inputs, and gradients to all trainable
 * parameters or to none, each in the shape of what takes it. The bodies of scans are held to the same, and to their own rules.
 */
export function verify(graph: Graph): void {
  const specs = new Map<string, ParameterSpec>();
  for (const spec of graph.parameters) {
    if (specs.has(spec.name)) throw new Error(`parameter "${spec.name}" is declared twice`);
    specs.set(spec.name, spec);
  }
  verifyNodes(graph.nodes);
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'parameter') verifyParameter(id, node, specs);
    if (node.op === 'scan') verifyBody(id, node.attrs.body);
    if (node.op === 'scanResult') verifyResult(id, node, graph.nodes);
    const scan = node.op === 'scanResult' ? undefined : node.inputs.find((input) => graph.nodes[input]!.op === 'scan');
    if (scan !== undefined) throw new Error(`%${id} ${node.op} reads scan %${scan}, which has results but no value`);
  }
  for (const [name, id] of Object.entries(graph.outputs)) {
    if (!graph.nodes[id]) throw new Error(`output "${name}" is %${id}, which does not exist`);
  }
  verifyTargets(graph, specs);
}

/** What is written after a run goes to something that is there and has its shape. */
function verifyTargets(graph: Graph, specs: ReadonlyMap<string, ParameterSpec>): void {
  for (const [name, id] of Object.entries(graph.updates)) {
    const spec = specs.get(name);
    expectShape(graph, `update of "${name}"`, id, spec?.shape);
    if (spec?.trainable) throw new Error(`update of "${name}", which is learnt and no buffer`);
  }
  for (const [name, id] of Object.entries(graph.carries)) {
    const input = graph.nodes.find((node) => node.op === 'input' && node.attrs.name === name);
    expectShape(graph, `carried state "${name}"`, id, input?.shape);
  }
  for (const [name, id] of Object.entries(graph.gradients)) {
    const spec = specs.get(name);
    expectShape(graph, `gradient of "${name}"`, id, spec?.shape);
    if (!spec?.trainable) throw new Error(`gradient of "${name}", which is not trainable`);
  }
  if (Object.keys(graph.gradients).length === 0) return;
  const missing = graph.parameters.find((spec) => spec.trainable && !(spec.name in graph.gradients));
  if (missing) throw new Error(`trainable parameter "${missing.name}" has no gradient, though others have`);
}

function verifyNodes(nodes: readonly AnyNode[]): void {
  const leaves = new Set<string>();
  for (const [id, node] of nodes.entries()) {
    const early = node.inputs.every((input) => Number.isInteger(input) && input >= 0 && input < id);
    if (!early) throw new Error(`%${id} ${node.op} reads %${node.inputs.join(', %')}: inputs must be earlier nodes`);
    const shapes = node.inputs.map((input) => nodes[input]!.shape);
    inferShape(node.op, node.attrs, shapes, node.shape);
    if (node.op !== 'input' && node.op !== 'parameter') continue;
    const leaf = `${node.op} "${node.attrs.name}"`;
    if (leaves.has(leaf)) throw new Error(`%${id}: ${leaf} is there twice`);
    leaves.add(leaf);
  }
}

function verifyParameter(id: NodeId, node: Node<'parameter'>, specs: ReadonlyMap<string, ParameterSpec>): void {
  const spec = specs.get(node.attrs.name);
  if (spec && sameSizes(spec.shape, node.shape)) return;
  throw new Error(`%${id}: parameter "${node.attrs.name}" is not declared in this shape`);
}

/** `inferShape` has compared the body's arguments with the scan's inputs. */
function verifyBody(scan: NodeId, { nodes, states, sequences, shared }: ScanBody): void {
  verifyNodes(nodes);
  const args = [...states.map(({ before }) => before), ...sequences, ...shared];
  if (new Set(args).size !== args.length) throw new Error(`scan %${scan}: an argument is named twice`);
  const named = new Set(args);
  for (const [id, node] of nodes.entries()) {
    const { op } = node;
    if (op === 'parameter' || op === 'scan' || op === 'scanResult')
      throw new Error(`scan %${scan}: its body has a ${op}, %${id}`);
    if ((op === 'input') !== named.has(id))
      throw new Error(`scan %${scan}: %${id} ${op} is not both input and argument`);
  }
}

function verifyResult(id: NodeId, { attrs, inputs, shape }: Node<'scanResult'>, nodes: readonly AnyNode[]): void {
  const scan = nodes[inputs[0]!]!;
  if (scan.op !== 'scan') throw new Error(`%${id} is a result of %${inputs[0]} ${scan.op}, which is no scan`);
  const wanted = scanResultShape(scan.attrs, attrs.index);
  if (!sameSizes(shape, wanted)) throw new Error(`%${id} has shape [${shape.join(', ')}], not [${wanted.join(', ')}]`);
}

function expectShape(graph: Graph, what: string, id: NodeId, wanted: Shape | undefined): void {
  const node = graph.nodes[id];
  if (!wanted) throw new Error(`${what}, which does not exist`);
  if (!node) throw new Error(`${what} is %${id}, which does not exist`);
  if (!sameSizes(node.shape, wanted)) {
    throw new Error(`${what} has shape [${node.shape.join(', ')}], not [${wanted.join(', ')}]`);
  }
}
