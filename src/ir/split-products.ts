/** (x, h)·W = x·W₁ + h·W₂: where x hangs on no state, its part of the product need not be in the loop. */
import { Builder } from './builder.ts';
import { dependences, hangsOn } from './dependence.ts';
import type { Node, NodeId, ScanBody } from './graph.ts';
import type { ScanAttrs } from './ops.ts';

/** A part of what is joined, and the columns that it takes there. */
interface Part {
  readonly id: NodeId;
  readonly start: number;
  readonly width: number;
}

/** The body with products of joined values split into what hangs on states and what does not; itself when there are none. */
export function splitProducts(attrs: ScanAttrs): ScanBody {
  const { body } = attrs;
  const found = dependences(attrs);
  const isSplit = (node: ScanBody['nodes'][number]): node is Node<'matmul'> => {
    if (node.op !== 'matmul' || node.attrs.transposeA || found[node.inputs[1]!] !== hangsOn.nothing) return false;
    const joined = body.nodes[node.inputs[0]!]!;
    const isLoops = (id: NodeId) => found[id] === hangsOn.state;
    return (
      joined.op === 'concat' && joined.attrs.axis === 1 && joined.inputs.some(isLoops) && !joined.inputs.every(isLoops)
    );
  };
  if (!body.nodes.some(isSplit)) return body;

  const builder = new Builder();
  const moved: NodeId[] = [];
  const to = (id: NodeId): NodeId => moved[id]!;
  for (const [id, node] of body.nodes.entries()) {
    if (!isSplit(node)) {
      moved[id] = builder.take(node, moved);
      continue;
    }
    builder.at(node.block, node.pass);
    const parts = partsOf(body, node.inputs[0]!);
    const [early, late] = [false, true].map((isLate) =>
      productOf(
        builder,
        parts
          .filter((part) => (found[part.id] === hangsOn.state) === isLate)
          .map((part) => ({ ...part, id: to(part.id) })),
        to(node.inputs[1]!),
        node.attrs.transposeB,
      ),
    );
    moved[id] = builder.binary('add', early!, late!);
  }
  return {
    nodes: builder.finish().nodes,
    states: body.states.map(({ before, after }) => ({ before: to(before), after: to(after) })),
    sequences: body.sequences.map(to),
    shared: body.shared.map(to),
    stacked: body.stacked.map(to),
    summed: body.summed.map(to),
  };
}

function partsOf({ nodes }: ScanBody, joined: NodeId): readonly Part[] {
  let start = 0;
  return nodes[joined]!.inputs.map((id) => {
    const width = nodes[id]!.shape[1]!;
    start += width;
    return { id, start: start - width, width };
  });
}

/** The parts' share of the product with W, of which they need their own rows. */
function productOf(builder: Builder, parts: readonly Part[], weight: NodeId, transposeB: boolean): NodeId {
  const axis = transposeB ? 1 : 0;
  const shape = builder.shapeOf(weight);
  const rows = parts.map(({ start, width }) =>
    builder.slice(
      weight,
      axis,
      start,
      shape.map((size, index) => (index === axis ? width : size)),
    ),
  );
  const join = (ids: readonly NodeId[], along: number) => (ids.length === 1 ? ids[0]! : builder.concat(ids, along));
  const ids = parts.map(({ id }) => id);
  return builder.matmul(join(ids, 1), join(rows, axis), false, transposeB);
}
