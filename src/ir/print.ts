/** The IR as text, one line a node: what golden tests compare and people read. */
import type { AnyNode, Graph, NodeId } from './graph.ts';

function attributes(attrs: object): string {
  const parts = Object.entries(attrs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length === 0 ? '' : ` {${parts.join(' ')}}`;
}

function line(node: AnyNode, id: NodeId): string {
  const inputs = node.inputs.length === 0 ? '' : ` ${node.inputs.map((input) => `%${input}`).join(' ')}`;
  const place = node.block === '' ? '' : ` @${node.block}`;
  const pass = node.pass === 'backward' ? ' backward' : '';
  return `%${id} [${node.shape.join(' ')}] = ${node.op}${inputs}${attributes(node.attrs)}${place}${pass}`;
}

function table(what: string, ids: { readonly [name: string]: NodeId }): string[] {
  return Object.entries(ids)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, id]) => `${what} ${name} = %${id}`);
}

/** Stable: equal graphs give equal text, whatever the order of keys. Ends with a line break. */
export function print(graph: Graph): string {
  const lines = [
    ...graph.nodes.map(line),
    ...table('output', graph.outputs),
    ...table('update', graph.updates),
    ...table('gradient', graph.gradients),
  ];
  return `${lines.join('\n')}\n`;
}
