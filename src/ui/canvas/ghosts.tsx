/** Dashed outlines: where dragged blocks came from, and what a fix would add. */
import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { check } from '../../check/check.ts';
import { bodyAt } from '../../document/bodies.ts';
import { blockName, type Document } from '../../document/document.ts';
import { useOpenBody } from '../store/open-body.ts';
import { useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { useCanvasState } from './canvas-store.ts';
import classes from './ghosts.module.css';
import { pathOf, type Rect } from './route.ts';
import { type DrawnWire, drawnBlocks, drawnWires, type Extents, extentsOf } from './scene.ts';

export function DragOrigins({ extents }: { extents: Extents }) {
  const origins = useCanvasState((state) => state.origins);
  return (
    <ViewportPortal>
      {[...origins].map(([id, at]) => {
        const rect = extents.get(id);
        return rect === undefined ? null : (
          <div key={id} className={classes.outline} style={boxOf({ ...rect, ...at })} />
        );
      })}
    </ViewportPortal>
  );
}

export function FixGhost({ heights }: { heights: ReadonlyMap<string, number> }) {
  const ghost = useCanvasState((state) => state.ghost);
  return ghost === null ? null : <GhostOf ghost={ghost} heights={heights} />;
}

function GhostOf({ ghost, heights }: { ghost: Document; heights: ReadonlyMap<string, number> }) {
  const present = useOpenBody();
  const inside = useView((view) => view.openBody);
  const { blocks, wires, extents } = useMemo(() => {
    const report = check(ghost);
    const body = bodyAt(ghost, inside);
    const drawn = drawnBlocks(body, report);
    const rects = extentsOf(drawn, body.layout, heights);
    const old = new Map(present.blocks.map((block) => [block.id, block]));
    return {
      blocks: [...drawn.values()].filter(({ block }) => old.get(block.id) !== block),
      wires: drawnWires(body.wires, report, drawn, rects, null).filter(({ wire }) => !present.wires.includes(wire)),
      extents: rects,
    };
  }, [ghost, inside, present, heights]);
  return (
    <ViewportPortal>
      <svg className={classes.wires} aria-hidden="true">
        {wires.map((wire: DrawnWire) => (
          <path key={wire.key} className={classes.wire} d={pathOf(wire.route.points)} />
        ))}
      </svg>
      {blocks.map(({ block, checked }) => {
        const rect = extents.get(block.id);
        if (rect === undefined) return null;
        return (
          <div key={block.id} className={classes.ghost} style={boxOf(rect)}>
            <Tile family={checked?.definition?.family ?? null} icon={checked?.definition?.icon ?? 'circle-help'} />
            <span>{blockName(block)}</span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}

const boxOf = (rect: Rect) => ({
  transform: `translate(${rect.x}px, ${rect.y}px)`,
  width: rect.width,
  height: rect.height,
});
