/** A wire: its path, the shape that it carries, and the flow that runs along it while the network trains. */
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { endKey } from '../../document/document.ts';
import { fullText } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { canvasStore, useCanvasState } from './canvas-store.ts';
import { Chip, type ChipState } from './chip.tsx';
import { type Point, pathOf } from './route.ts';
import type { DrawnWire } from './scene.ts';
import classes from './wire-edge.module.css';

export type WireEdgeType = Edge<{ readonly drawn: DrawnWire }, 'wire'>;

export const WireEdge = memo(function WireEdge({ data, selected }: EdgeProps<WireEdgeType>) {
  const drawn = data?.drawn;
  const hovered = useCanvasState((state) => state.hoveredWire !== null && endKey(state.hoveredWire.to) === drawn?.key);
  if (drawn === undefined) return null;
  const { key, wire, route, state, type, odd, portal, forNextStep } = drawn;
  const path = pathOf(route.points);
  const look: ChipState = state === 'wrong' ? 'wrong' : selected ? 'selected' : hovered ? 'hover' : state;
  const hidden = portal && !selected && !hovered;
  const pointing = {
    onMouseEnter: () => canvasStore.setState({ hoveredWire: wire }),
    onMouseLeave: () => canvasStore.setState({ hoveredWire: null }),
    onClick: () => editorStore.getState().selectWire(key),
  };
  const start = route.points[0] as Point;
  const end = route.points.at(-1) as Point;
  return (
    <>
      <g className={classes.wire} data-state={look} data-portal={hidden}>
        <BaseEdge path={path} interactionWidth={hidden ? 0 : 20} />
        {state !== 'wrong' && state !== 'waiting' && !hidden && <path className={classes.flow} d={path} />}
      </g>
      <EdgeLabelRenderer>
        {!hidden && (
          <span className={`${classes.chipPlace} nopan nodrag`} style={placed(route.chip)} {...pointing}>
            <Chip
              type={type}
              odd={odd}
              state={look}
              data-testid={`shape ${key}`}
              forNextStep={forNextStep}
              title={titleOf(drawn)}
            />
          </span>
        )}
        {portal && (
          <>
            <span
              className={`${classes.tag} nopan nodrag`}
              data-side="from"
              data-state={look}
              style={placed(start)}
              {...pointing}
            >
              {wire.from[1]}
              <ArrowUpRight size={11} aria-hidden="true" />
            </span>
            <span
              className={`${classes.tag} nopan nodrag`}
              data-side="to"
              data-state={look}
              style={placed(end)}
              {...pointing}
            >
              <ArrowDownRight size={11} aria-hidden="true" />
              {wire.from[1]}
            </span>
          </>
        )}
      </EdgeLabelRenderer>
    </>
  );
});

function titleOf({ type, forNextStep }: DrawnWire): string {
  const shape = type === null ? message('editor.shape-unknown') : fullText(type);
  return forNextStep ? message('editor.for-next-step', { shape }) : shape;
}

const placed = (at: Point): CSSProperties => ({ '--x': `${at.x}px`, '--y': `${at.y}px` }) as CSSProperties;
