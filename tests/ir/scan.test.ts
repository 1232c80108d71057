/** Scans in the IR: how they are built, printed and held to their rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, Node, ScanBody } from '../../src/ir/graph.ts';
import { print } from '../../src/ir/print.ts';
import { verify } from '../../src/ir/verify.ts';
import { trainable } from '../harness/case.ts';
import { randomScans } from '../harness/scan-cases.ts';

/** h' = tanh(h·W + x), every h and the sum of W over the steps. */
function scanGraph(): Graph {
  const builder = new Builder();
  const initial = builder.input('h0', [2, 3]);
  const x = builder.input('x', [5, 2, 3]);
  const w = builder.parameter(trainable('cell/weight', [3, 3]));
  builder.at('cell');
  const taps = [{ name: 'cell.h', state: 0 }];
  const { final, stacked, summed } = builder.scan(
    { states: [initial], sequences: [x], shared: [w], steps: 5, taps },
    (body, { states: [h], sequences: [now], shared: [weight] }) => {
      const after = body.unary('tanh', body.binary('add', body.matmul(h!, weight!), now!));
      return { after: [after], stacked: [after], summed: [weight!] };
    },
  );
  builder.output('last', final[0]!);
  builder.output('every', stacked[0]!);
  builder.output('sum', summed[0]!);
  builder.carry('h0', final[0]!);
  return builder.finish();
}

describe('print', () => {
  it('writes the body of a scan below it, and what its values are to the scan', () => {
    expect(print(scanGraph())).toBe(`%0 [2 3] = input {name="h0"}
%1 [5 2 3] = input {name="x"}
%2 [3 3] = parameter {name="cell/weight"}
%3 [] = scan %0 %1 %2 {reverse=false steps=5 taps=[{"name":"cell.h","state":0}]} @cell
  %0 [2 3] = input {name="state0"} @cell
  %1 [2 3] = input {name="sequence0"} @cell
  %2 [3 3] = input {name="shared0"} @cell
  %3 [2 3] = matmul %0 %2 {transposeA=false transposeB=false} @cell
  %4 [2 3] = binary %3 %1 {fn="add"} @cell
  %5 [2 3] = unary %4 {alpha=1 fn="tanh"} @cell
  state %0 -> %5
  sequence %1
  shared %2
  stacked %5
  summed %2
%4 [2 3] = scanResult %3 {index=0} @cell
%5 [5 2 3] = scanResult %3 {index=1} @cell
%6 [3 3] = scanResult %3 {index=2} @cell
output every = %5
output last = %4
output sum = %6
carry h0 = %4
`);
  });
});

describe('Builder.stack', () => {
  it('keeps more of every step; sums keep their nodes though they move on in number', () => {
    const graph = scanGraph();
    const builder = Builder.from(graph);
    const [product] = builder.stack(3, [3]);
    builder.output('product', product!);
    const more = builder.finish();
    verify(more);
    expect(more.nodes.slice(4, 7).map(({ shape }) => shape)).toEqual(graph.nodes.slice(4, 7).map(({ shape }) => shape));
    expect(more.nodes[6]).toMatchObject({ op: 'scanResult', attrs: { index: 3 } });
    expect(more.nodes[product!]).toMatchObject({ attrs: { index: 2 }, shape: [5, 2, 3] });
  });
});

describe('verify', () => {
  it('accepts random scans', () => {
    fc.assert(fc.property(randomScans, ({ graph }) => verify(graph)));
  });

  const scanAt = 3;
  /** The graph with its scan's body changed. */
  const withBody = (change: (body: ScanBody) => Partial<ScanBody>): Graph => {
    const graph = scanGraph();
    const scan = graph.nodes[scanAt] as Node<'scan'>;
    const body = { ...scan.attrs.body, ...change(scan.attrs.body) };
    return {
      ...graph,
      nodes: graph.nodes.map((node, id) => (id === scanAt ? { ...scan, attrs: { ...scan.attrs, body } } : node)),
    };
  };
  const withNode = (id: number, change: object): Graph =>
    withBody(({ nodes }) => ({
      nodes: nodes.map((node, index) => (index === id ? ({ ...node, ...change } as typeof node) : node)),
    }));

  it.each<[string, Graph, string]>([
    ['a body that reads later nodes', withNode(3, { inputs: [0, 4] }), 'inputs must be earlier nodes'],
    ['a body with a wrong shape', withNode(5, { shape: [3, 2] }), 'a state changes its shape'],
    [
      'a parameter in a body',
      withNode(4, { op: 'parameter', attrs: { name: 'w' }, inputs: [] }),
      'has a parameter, %4',
    ],
    [
      'an input of a body that is no argument',
      withNode(4, { op: 'input', attrs: { name: 'y' }, inputs: [] }),
      '%4 input',
    ],
    ['an argument that is computed', withBody(() => ({ sequences: [4] })), 'not both input and argument'],
    ['an argument that is named twice', withBody(() => ({ sequences: [0] })), 'named twice'],
    ['a value that is not there', withBody(() => ({ stacked: [9] })), 'does not exist'],
  ])('finds %s', (_, graph, fault) => {
    expect(() => verify(graph)).toThrow(fault);
  });

  it('finds results that cannot be', () => {
    const graph = scanGraph();
    const withResult = (change: object): Graph => ({
      ...graph,
      nodes: graph.nodes.map((node, id) => (id === 5 ? ({ ...node, ...change } as typeof node) : node)),
    });
    expect(() => verify(withResult({ shape: [2, 3] }))).toThrow('%5 has shape [2, 3], not [5, 2, 3]');
    expect(() => verify(withResult({ attrs: { index: 3 } }))).toThrow('3 results');
    expect(() => verify(withResult({ inputs: [2] }))).toThrow('no scan');
    expect(() => verify(withResult({ op: 'oneHot', attrs: { classes: 2 }, shape: [2] }))).toThrow('no value');
  });

  it('finds carried states that no input takes', () => {
    const graph = scanGraph();
    expect(() => verify({ ...graph, carries: { h1: 4 } })).toThrow('carried state "h1", which does not exist');
    expect(() => verify({ ...graph, carries: { x: 4 } })).toThrow('carried state "x" has shape [2, 3]');
  });
});
