/** Holds a graph to the rules of the IR; tests call it after every pass. */
import { sameSizes } from '../base/rowmajor.ts';
import type { Graph, NodeId, ParameterSpec } from './graph.ts';
import { inferShape } from './infer.ts';

/**
 * Throws an Error that names the first broken rule: inputs come earlier, shapes are those that the op gives, leaves are named
 * once and parameters declared, outputs exist, updates go to buffers and gradients to all trainable parameters or to none,
 * each in the parameter's shape.
 */
export function verify(graph: Graph): void {
  const specs = new Map<string, ParameterSpec>();
  for (const spec of graph.parameters) {
    if (specs.has(spec.name)) throw new Error(`parameter "${spec.name}" is declared twice`);
    specs.set(spec.name, spec);
  }
  verifyNodes(graph, specs);
  for (const [name, id] of Object.entries(graph.outputs)) {
    if (!graph.nodes[id]) throw new Error(`output "${name}" is %${id}, which does not exist`);
  }
  for (const [name, id] of Object.entries(graph.updates)) {
    const spec = expectValue(graph, specs, 'update', name, id);
    if (spec.trainable) throw new Error(`update of "${name}", which is learnt and no buffer`);
  }
  for (const [name, id] of Object.entries(graph.gradients)) {
    const spec = expectValue(graph, specs, 'gradient', name, id);
    if (!spec.trainable) throw new Error(`gradient of "${name}", which is not trainable`);
  }
  if (Object.keys(graph.gradients).length === 0) return;
  const missing = graph.parameters.find((spec) => spec.trainable && !(spec.name in graph.gradients));
  if (missing) throw new Error(`trainable parameter "${missing.name}" has no gradient, though others have`);
}

function verifyNodes(graph: Graph, specs: ReadonlyMap<string, ParameterSpec>): void {
  const leaves = new Set<string>();
  for (const [id, node] of graph.nodes.entries()) {
    const early = node.inputs.every((input) => Number.isInteger(input) && input >= 0 && input < id);
    if (!early) throw new Error(`%${id} ${node.op} reads %${node.inputs.join(', %')}: inputs must be earlier nodes`);
    const shapes = node.inputs.map((input) => graph.nodes[input]!.shape);
    inferShape(node.op, node.attrs, shapes, node.shape);
    if (node.op !== 'input' && node.op !== 'parameter') continue;
    const leaf = `${node.op} "${node.attrs.name}"`;
    if (leaves.has(leaf)) throw new Error(`%${id}: ${leaf} is there twice`);
    leaves.add(leaf);
    if (node.op === 'input') continue;
    const spec = specs.get(node.attrs.name);
    if (!spec || !sameSizes(spec.shape, node.shape)) throw new Error(`%${id}: ${leaf} is not declared in this shape`);
  }
}

function expectValue(
  graph: Graph,
  specs: ReadonlyMap<string, ParameterSpec>,
  what: string,
  name: string,
  id: NodeId,
): ParameterSpec {
  const node = graph.nodes[id];
  const spec = specs.get(name);
  if (!spec) throw new Error(`${what} of "${name}", which is no parameter`);
  if (!node) throw new Error(`${what} of "${name}" is %${id}, which does not exist`);
  if (!sameSizes(node.shape, spec.shape)) {
    throw new Error(`${what} of "${name}" has shape [${node.shape.join(', ')}], not [${spec.shape.join(', ')}]`);
  }
  return spec;
}
