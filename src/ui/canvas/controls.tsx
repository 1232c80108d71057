/** Zoom out, the zoom, zoom in, fit; and a map of the whole while a part of the graph is out of view. */
import { MiniMap, Panel, useStore, useViewport } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import { viewStore } from '../store/view.ts';
import { canvasStore } from './canvas-store.ts';
import classes from './controls.module.css';
import type { Extents } from './scene.ts';

export function Controls() {
  const { zoom } = useViewport();
  const request = viewStore.getState().request;
  const percent = formatPercent(zoom, 0).replace(' ', '');
  return (
    <Panel position="bottom-left" className={classes.controls} role="toolbar" aria-label={message('editor.zoom')}>
      <button
        type="button"
        aria-label={message('editor.zoom-out')}
        onClick={() => request({ kind: 'zoom', by: 1 / 1.2 })}
      >
        <Minus size={15} />
      </button>
      <button
        type="button"
        className={classes.percent}
        aria-label={message('editor.zoom-reset', { percent })}
        onClick={() => request({ kind: 'zoom', by: 1 / zoom })}
      >
        {percent}
      </button>
      <button type="button" aria-label={message('editor.zoom-in')} onClick={() => request({ kind: 'zoom', by: 1.2 })}>
        <Plus size={15} />
      </button>
      <span className={classes.line} />
      <button type="button" aria-label={message('editor.fit')} onClick={() => request({ kind: 'fit' })}>
        <Maximize size={15} />
      </button>
    </Panel>
  );
}

export function PartMap({ extents }: { extents: Extents }) {
  const outside = useStore(({ transform: [x, y, zoom], width, height }) => {
    for (const rect of extents.values()) {
      const left = rect.x * zoom + x;
      const top = rect.y * zoom + y;
      if (left < 0 || top < 0 || left + rect.width * zoom > width || top + rect.height * zoom > height) return true;
    }
    return false;
  });
  useEffect(() => canvasStore.setState({ partOutside: outside }), [outside]);
  if (!outside) return null;
  return (
    <MiniMap
      position="bottom-right"
      pannable
      zoomable
      className={classes.map}
      ariaLabel={message('editor.minimap')}
      nodeBorderRadius={12}
    />
  );
}
