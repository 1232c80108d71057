/** Carries out what other parts of the page ask of the canvas: centre on a block, fit, zoom; a fitted graph stays fitted. */
import { type FitViewOptions, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useView, viewStore } from '../store/view.ts';
import type { BlockNodeType } from './block-node.tsx';

const MOVE_MS = 240;

export function CanvasRequests({ fitOptions }: { fitOptions: FitViewOptions<BlockNodeType> }) {
  const flow = useReactFlow<BlockNodeType>();
  const store = useStoreApi();
  const request = useView((view) => view.canvasRequest);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isLaidOut = width > 0 && height > 0;
  // Opening the dock or resizing the window makes another room for a graph that nobody has moved since it was fitted.
  useEffect(() => {
    // A fit of nothing would wait for the first block and move it from where it was dropped.
    const something = flow.getNodes().length > 0;
    if (something && width > 0 && height > 0 && viewStore.getState().viewport === null) void flow.fitView(fitOptions);
  }, [width, height, flow, fitOptions]);
  useEffect(() => {
    // A canvas that has just come into being has no size yet.
    if (request === null || !isLaidOut) return;
    const duration = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS;
    const keep = (): void => viewStore.getState().setViewport(flow.getViewport());
    const blockIn = (id: string) => {
      const node = flow.getInternalNode(id);
      if (node === undefined) return null;
      return { ...node.internals.positionAbsolute, width: node.measured.width ?? 0, height: node.measured.height ?? 0 };
    };
    switch (request.kind) {
      case 'fit':
        viewStore.getState().setViewport(null);
        if (flow.getNodes().length > 0) void flow.fitView({ ...fitOptions, duration });
        else void flow.setViewport({ x: 0, y: 0, zoom: 1 });
        return;
      case 'zoom':
        void flow.zoomTo(flow.getZoom() * request.by).then(keep);
        return;
      case 'centre':
      case 'reveal': {
        const rect = blockIn(request.block);
        if (rect === null) return;
        const { width, height } = store.getState();
        const start = flow.flowToScreenPosition(rect);
        const end = flow.flowToScreenPosition({ x: rect.x + rect.width, y: rect.y + rect.height });
        const box = store.getState().domNode?.getBoundingClientRect() ?? { x: 0, y: 0 };
        const inView = start.x >= box.x && start.y >= box.y && end.x <= box.x + width && end.y <= box.y + height;
        if (request.kind === 'reveal' && inView) return;
        void flow
          .setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, {
            zoom: Math.max(flow.getZoom(), 0.6),
            duration,
          })
          .then(keep);
      }
    }
  }, [request, isLaidOut, flow, store, fitOptions]);
  return null;
}
