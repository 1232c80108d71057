/** The IR as text, one line a node: what golden tests compare and people read. */
import type { AnyNode, Graph, NodeId, ScanBody } from './graph.ts';

function attributes(attrs: object): string {
  const parts = Object.entries(attrs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length === 0 ? '' : ` {${parts.join(' ')}}`;
}

function nodeLines(node: AnyNode, id: NodeId): string[] {
  const inputs = node.inputs.map((input) => ` %${input}`).join('');
  const place = node.block === '' ? '' : ` @${node.block}`;
  const pass = node.pass === 'backward' ? ' backward' : '';
  const line = (attrs: object) =>
    `%${id} [${node.shape.join(' ')}] = ${node.op}${inputs}${attributes(attrs)}${place}${pass}`;
  if (node.op !== 'scan') return [line(node.attrs)];
  const { body, ...attrs } = node.attrs;
  return [line(attrs), ...bodyLines(body).map((text) => `  ${text}`)];
}

/** Nodes of the body, then what its values are to the scan. */
function bodyLines({ nodes, states, sequences, shared, stacked, summed }: ScanBody): string[] {
  const list = (what: string, ids: readonly NodeId[]) => ids.map((id) => `${what} %${id}`);
  return [
    ...nodes.flatMap(nodeLines),
    ...states.map(({ before, after }) => `state %${before} -> %${after}`),
    ...list('sequence', sequences),
    ...list('shared', shared),
    ...list('stacked', stacked),
    ...list('summed', summed),
  ];
}

function table(what: string, ids: { readonly [name: string]: NodeId }): string[] {
  return Object.entries(ids)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, id]) => `${what} ${name} = %${id}`);
}

/** Stable: equal graphs give equal text, whatever the order of keys. Ends with a line break. */
export function print(graph: Graph): string {
  const lines = [
    ...graph.nodes.flatMap(nodeLines),
    ...table('output', graph.outputs),
    ...table('update', graph.updates),
    ...table('carry', graph.carries),
    ...table('gradient', graph.gradients),
  ];
  return `${lines.join('\n')}\n`;
}
