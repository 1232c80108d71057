/** Dragging a block out of the palette by pointer; a click or Enter adds it without dragging. */
import { type PointerEvent, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BlockDefinition } from '../../blocks/define.ts';
import { addBlock, dropBlock } from '../canvas/add-block.ts';
import { canvasStore } from '../canvas/canvas-store.ts';
import { Tile } from '../tile.tsx';
import classes from './palette.module.css';

interface Drag {
  readonly definition: BlockDefinition;
  readonly x: number;
  readonly y: number;
}

const dragStore = createStore<{ readonly drag: Drag | null }>()(() => ({ drag: null }));

/** A press that moves less than this is a click. */
const THRESHOLD = 4;

export function useDragOut(definition: BlockDefinition) {
  const press = useRef<{ x: number; y: number } | null>(null);
  const dragged = useRef(false);
  const stop = (): void => {
    press.current = null;
    dragStore.setState({ drag: null });
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { x: event.clientX, y: event.clientY };
      dragged.current = false;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (press.current === null) return;
      const { clientX: x, clientY: y } = event;
      if (Math.hypot(x - press.current.x, y - press.current.y) > THRESHOLD) dragged.current = true;
      if (dragged.current) dragStore.setState({ drag: { definition, x, y } });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (press.current !== null && dragged.current) drop(definition, event.clientX, event.clientY);
      stop();
    },
    onPointerCancel: stop,
    onClick: () => {
      if (!dragged.current) addBlock(definition.kind);
      dragged.current = false;
    },
  };
}

function drop(definition: BlockDefinition, x: number, y: number): void {
  const { flow, element } = canvasStore.getState();
  const box = element?.getBoundingClientRect();
  if (flow === null || box === undefined) return;
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return;
  dropBlock(definition.kind, flow.screenToFlowPosition({ x, y }));
}

/** The block under the pointer while it is dragged. */
export function DragGhost() {
  const drag = useStore(dragStore, (state) => state.drag);
  if (drag === null) return null;
  const { definition, x, y } = drag;
  return createPortal(
    <div className={classes.ghost} style={{ transform: `translate(${x - 70}px, ${y - 20}px)` }}>
      <Tile family={definition.family} icon={definition.icon} />
      <span>{definition.title}</span>
    </div>,
    document.body,
  );
}
