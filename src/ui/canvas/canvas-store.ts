/** What passes on the canvas and is gone a moment later: the pointed wire, a previewed fix, the wire that is being drawn. */
import type { ReactFlowInstance } from '@xyflow/react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BlockId, Document, Position, Wire } from '../../document/document.ts';

interface CanvasState {
  /** Turns places on the screen into places on the canvas; null until the canvas is there. */
  readonly flow: Pick<ReactFlowInstance, 'screenToFlowPosition' | 'getViewport'> | null;
  readonly element: HTMLElement | null;
  /** Some block cannot be seen. */
  readonly partOutside: boolean;
  readonly hoveredWire: Wire | null;
  /** The document as a fix would make it, while the fix is pointed at. */
  readonly ghost: Document | null;
  /** Key of the input at which the wire being drawn would be wrong. */
  readonly wouldBeWrong: string | null;
  /** Where the dragged blocks were. */
  readonly origins: ReadonlyMap<BlockId, Position>;
}

export const canvasStore = createStore<CanvasState>()(() => ({
  flow: null,
  element: null,
  partOutside: false,
  hoveredWire: null,
  ghost: null,
  wouldBeWrong: null,
  origins: new Map(),
}));

export const useCanvasState = <T>(selector: (state: CanvasState) => T): T => useStore(canvasStore, selector);
