/** The page: top bar, palette, canvas over dock, inspector. */
import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import { message } from '../text/catalog.ts';
import classes from './app.module.css';
import { Canvas } from './canvas/canvas.tsx';
import { NewFaults } from './canvas/new-faults.tsx';
import { Dialogs } from './commands/dialogs.tsx';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { Dock } from './dock/dock.tsx';
import { EmptyCanvas } from './empty/empty-canvas.tsx';
import { selectedRecurrent } from './inside/recurrent/selected.ts';
import { Inspector } from './inspector/inspector.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { Palette } from './palette/palette.tsx';
import { PanelEdge } from './panel-edge.tsx';
import { FileDrop } from './persistence/file-drop.tsx';
import { useEditor } from './store/editor.ts';
import { dockHeights, inspectorWidths, useView } from './store/view.ts';
import { TopBar } from './topbar/top-bar.tsx';
import { Unrolled } from './unrolled/unrolled.tsx';

export function App() {
  useShortcuts();
  const dockOpen = useView((view) => view.dock.open);
  const chosenWidth = useView((view) => view.inspectorWidth);
  const looksInside = useView((view) => view.inspectorTab === 'inside');
  const recurrent = useEditor((editor) => selectedRecurrent(editor) !== null);
  const inspectorWidth = chosenWidth ?? (looksInside && recurrent ? inspectorWidths.inside : null);
  const unrolled = useView((view) => view.unrolled);
  const isThere = useEditor(({ report }) => unrolled !== null && report.blocks.has(unrolled));
  const empty = useEditor((editor) => editor.document.blocks.length === 0);
  const setInspectorWidth = useView((view) => view.setInspectorWidth);
  const dockHeight = useView((view) => view.dockHeight);
  const setDockHeight = useView((view) => view.setDockHeight);
  const isLow = useMediaQuery('(max-height: 799px)');
  const style = {
    ...(inspectorWidth !== null && { '--gw-inspector-width': `${inspectorWidth}px` }),
    ...(dockHeight !== null && { '--gw-dock-height': `${dockHeight}px` }),
  } as CSSProperties;
  return (
    <div className={classes.page} style={style}>
      <header className={classes.topbar}>
        <TopBar />
      </header>
      <nav className={classes.palette} aria-label={message('editor.palette')}>
        <Palette />
      </nav>
      <main className={classes.centre}>
        <section className={classes.canvas} aria-label={message('editor.canvas')}>
          <Canvas />
          <NewFaults />
          {empty && <EmptyCanvas />}
          {unrolled !== null && isThere && <Unrolled key={unrolled} block={unrolled} />}
          <NoticeBar />
        </section>
        <section className={classes.dock} data-open={dockOpen && !empty} aria-label={message('editor.dock')}>
          {dockOpen && !empty && (
            <PanelEdge
              at="top"
              label={message('editor.dock-height')}
              size={dockHeight ?? (isLow ? dockHeights.usualWhenLow : dockHeights.usual)}
              least={dockHeights.least}
              most={dockHeights.most}
              onSize={setDockHeight}
            />
          )}
          <Dock />
        </section>
      </main>
      <aside className={classes.inspector} aria-label={message('editor.inspector')}>
        <PanelEdge
          at="left"
          label={message('editor.inspector-width')}
          size={inspectorWidth ?? inspectorWidths.usual}
          least={inspectorWidths.least}
          most={inspectorWidths.most}
          onSize={setInspectorWidth}
        />
        <Inspector />
      </aside>
      <Dialogs />
      <FileDrop />
    </div>
  );
}
