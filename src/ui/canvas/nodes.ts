/** Turns what is drawn into React Flow's nodes and edges; a node that did not change stays the same object. */
import { Position } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { type BlockId, blockName } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import type { Handle } from './anatomy.ts';
import type { BlockNodeType } from './block-node.tsx';
import type { Rect } from './route.ts';
import type { DrawnBlock, DrawnWire, Extents } from './scene.ts';
import type { WireEdgeType } from './wire-edge.tsx';

const HANDLE = 11;

interface Kept {
  readonly drawn: DrawnBlock;
  readonly rect: Rect;
  readonly node: BlockNodeType;
}

export function useNodes(
  drawn: ReadonlyMap<BlockId, DrawnBlock>,
  extents: Extents,
  selected: ReadonlySet<BlockId>,
): BlockNodeType[] {
  const kept = useRef(new Map<BlockId, Kept>());
  return useMemo(() => {
    const next = new Map<BlockId, Kept>();
    for (const [id, each] of drawn) {
      const rect = extents.get(id);
      if (rect === undefined) continue;
      const before = kept.current.get(id);
      const same =
        before !== undefined &&
        before.drawn === each &&
        sameRect(before.rect, rect) &&
        before.node.selected === selected.has(id);
      next.set(id, same ? before : { drawn: each, rect, node: nodeOf(each, rect, selected.has(id)) });
    }
    kept.current = next;
    return [...next.values()].map(({ node }) => node);
  }, [drawn, extents, selected]);
}

const sameRect = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

function nodeOf(drawn: DrawnBlock, rect: Rect, selected: boolean): BlockNodeType {
  const { block, checked, anatomy } = drawn;
  const at = (type: 'source' | 'target') => (handle: Handle) => ({
    id: handle.port,
    type,
    position: type === 'target' ? Position.Left : Position.Right,
    x: (type === 'target' ? 0 : anatomy.width) - HANDLE / 2,
    y: handle.y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  });
  return {
    id: block.id,
    type: 'block',
    position: { x: rect.x, y: rect.y },
    // The anatomy is known before the page is laid out, so wires are right in the first frame.
    measured: { width: rect.width, height: rect.height },
    handles: [...anatomy.inputs.map(at('target')), ...anatomy.outputs.map(at('source'))],
    selected,
    ariaLabel: message('editor.block-label', {
      name: blockName(block),
      kind: checked?.definition?.title ?? block.kind,
      state: checked?.state ?? 'unknown',
    }),
    data: { drawn },
  };
}

export function edgesOf(wires: readonly DrawnWire[], selected: string | null): WireEdgeType[] {
  return wires.map((drawn) => ({
    id: drawn.key,
    type: 'wire',
    source: drawn.wire.from[0],
    sourceHandle: drawn.wire.from[1],
    target: drawn.wire.to[0],
    targetHandle: drawn.wire.to[1],
    selected: drawn.key === selected,
    reconnectable: 'target',
    ariaLabel: message('editor.wire-label', {
      from: `${drawn.wire.from[0]}.${drawn.wire.from[1]}`,
      to: drawn.key,
      state: drawn.state,
    }),
    data: { drawn },
  }));
}
