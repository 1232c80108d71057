/** Shows the use of the network by itself when a run starts that is watched for it: a surface that bends, a text that grows. */
import { runsStore } from '../../runs/store.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import { type Purpose, purposeOf } from './purpose.ts';

const watched: readonly Purpose[] = ['plane', 'writing'];

/**
 * Follows the runs until the returned function is called. Whoever has folded the dock or chosen one of its views of a
 * run since the graph was opened keeps it.
 */
export function showUseOfRuns(): () => void {
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
      const classifies = !Number.isNaN(current.curve.view.accuracy[0]);
      if (!classifies || chosen || !watched.includes(purposeOf(current.document))) return;
      viewStore.getState().showDock('use');
      chosen = false;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
