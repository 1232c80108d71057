/** Which columns of a long row are in view: only those are drawn. */
import { type RefObject, useCallback, useEffect, useState } from 'react';

export interface ColumnWindow {
  readonly from: number;
  /** The first that is no longer drawn. */
  readonly to: number;
}

/** Columns that are drawn on either side of those in view. */
const beyond = 3;

/** `pitch` is the width of a column in pixels. Scrolls the column `kept` into view whenever it is another one, or the row another width. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  pitch: number,
  kept: number,
): ColumnWindow & { readonly onScroll: () => void } {
  const [shown, setShown] = useState<ColumnWindow>({ from: 0, to: 2 * beyond });
  const look = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const from = Math.max(0, Math.floor(box.scrollLeft / pitch) - beyond);
    const to = Math.min(count, Math.ceil((box.scrollLeft + box.clientWidth) / pitch) + beyond);
    setShown((before) => (before.from === from && before.to === to ? before : { from, to }));
  }, [scroller, count, pitch]);
  const keep = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const left = kept * pitch;
    // With one column on either side, where there is one.
    if (left - pitch < box.scrollLeft) box.scrollLeft = left - pitch;
    else if (left + 2 * pitch > box.scrollLeft + box.clientWidth) box.scrollLeft = left + 2 * pitch - box.clientWidth;
  }, [scroller, kept, pitch]);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    keep();
    const watcher = new ResizeObserver(() => {
      keep();
      look();
    });
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [scroller, look, keep]);
  return { ...shown, onScroll: look };
}
