/** Shows the decision surface by itself when a run on points in the plane starts: it is what such a run is watched for. */
import { runsStore } from '../../runs/store.ts';
import { dataOf, type RunData } from '../inside/run-data.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';

export const isPlane = ({ spec: { shape } }: RunData): boolean => shape.length === 1 && shape[0] === 2;

/**
 * Follows the runs until the returned function is called. Whoever has folded the dock or chosen one of its views of a
 * run since the graph was opened keeps it.
 */
export function showSurfaceOfRuns(): () => void {
  let chosen = !viewStore.getState().dock.open;
  let followed = runsStore.getState().current?.id ?? null;
  const stops = [
    editorStore.subscribe(({ document, history }, before) => {
      const isOpened = history.past.length === 0 && history.future.length === 0;
      if (isOpened && document !== before.document) chosen = !viewStore.getState().dock.open;
    }),
    viewStore.subscribe(({ dock }, before) => {
      // Data and problems are of the graph: one looks at them before a run.
      if (dock !== before.dock) chosen = !dock.open || (dock.tab !== 'data' && dock.tab !== 'problems');
    }),
    runsStore.subscribe(({ current }) => {
      if (current === null || current.id === followed) return;
      if (current.state !== 'running' || current.curve.length === 0) return;
      followed = current.id;
      const data = dataOf(current.document);
      const classifies = !Number.isNaN(current.curve.view.accuracy[0]);
      if (data === null || !isPlane(data) || !classifies || chosen) return;
      viewStore.getState().showDock('use');
      chosen = false;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
