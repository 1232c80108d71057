/** Graphs for tests, written as text: one line a block, wires by name. */
import type { Json } from '../../src/base/json.ts';
import { blockOf } from '../../src/blocks/registry.ts';
import type { Block, Body, Document, End, Wire } from '../../src/document/document.ts';
import { FORMAT, VERSION } from '../../src/document/document.ts';
import { joinPath, localId, parentOf } from '../../src/document/path.ts';
import { defaultTraining } from '../../src/document/training.ts';

/**
 * `conv1: conv2d filters=32 kernel=[5,5] <- pool1, b=digits.label`: id, kind, parameters as JSON (a bare word is text), and
 * where the inputs come from. A source without a port is the block's first output; a source without an input's name goes
 * to the next input. `cell/h: cell-state <- tanh` is a line of the body of `cell`, whose sources are in that body.
 */
export function graph(text: string): Document {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const bodies = new Map<string, { blocks: Block[]; wires: Wire[] }>([['', { blocks: [], wires: [] }]]);
  const kinds = new Map(lines.map((line) => [line.split(':')[0] ?? '', /: *([^ ]+)/.exec(line)?.[1] ?? '']));
  lines.forEach((line) => {
    const [head = '', tail = ''] = line.split(/ *<- */);
    const [, path = '', kind = '', rest = ''] = /^([^:]*): *([^ ]*) *(.*)$/.exec(head) ?? [];
    const inside = parentOf(path);
    const id = localId(path);
    const params = rest.split(/ +/);
    const { blocks, wires } = bodies.get(inside ?? '') ?? { blocks: [], wires: [] };
    bodies.set(inside ?? '', { blocks, wires });
    blocks.push({ id, kind, params: Object.fromEntries(params.filter((each) => each !== '').map(param)) });
    const inputs = portsOf(kind, 'inputs');
    tail
      .split(/, */)
      .filter((each) => each !== '')
      .forEach((source, index) => {
        const [first = '', second] = source.split('=');
        const [block = '', port] = (second ?? first).split('.');
        const from: End = [block, port ?? portsOf(kinds.get(joinPath(inside, block)) ?? '', 'outputs')[0] ?? 'y'];
        wires.push({ from, to: [id, second === undefined ? (inputs[index] ?? 'x') : first] });
      });
  });
  const bodyOf = (path: string): Body | undefined => {
    const { blocks = [], wires = [] } = bodies.get(path) ?? {};
    const layout = Object.fromEntries(blocks.map(({ id }, index) => [id, { x: 240 * index, y: 0 }]));
    return blocks.length === 0 && path !== '' ? undefined : { blocks: blocks.map(withBody(path)), wires, layout };
  };
  const withBody =
    (around: string) =>
    (block: Block): Block => {
      const body = bodyOf(joinPath(around === '' ? null : around, block.id));
      return body === undefined ? block : { ...block, body };
    };
  return {
    format: FORMAT,
    version: VERSION,
    name: 'Test',
    variables: {},
    training: defaultTraining,
    ...(bodyOf('') as Body),
  };
}

function param(text: string): [string, Json] {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  return [name, /^[[{"\d-]|^(true|false|null)$/.test(value) ? JSON.parse(value) : value];
}

function portsOf(kind: string, side: 'inputs' | 'outputs'): readonly string[] {
  const definition = blockOf(kind);
  if (definition === null) return [];
  const params = Object.fromEntries(Object.entries(definition.params).map(([name, field]) => [name, field.default]));
  return definition[side](params).map((port) => port.name);
}
