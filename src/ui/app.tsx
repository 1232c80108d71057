/** The page: top bar, palette, canvas over dock, inspector. */
import type { CSSProperties } from 'react';
import { message } from '../text/catalog.ts';
import classes from './app.module.css';
import { Canvas } from './canvas/canvas.tsx';
import { NewFaults } from './canvas/new-faults.tsx';
import { Dialogs } from './commands/dialogs.tsx';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { Dock } from './dock/dock.tsx';
import { EmptyCanvas } from './empty/empty-canvas.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { Palette } from './palette/palette.tsx';
import { FileDrop } from './persistence/file-drop.tsx';
import { useEditor } from './store/editor.ts';
import { inspectorWidths, useView } from './store/view.ts';
import { TopBar } from './topbar/top-bar.tsx';

export function App() {
  useShortcuts();
  const dockOpen = useView((view) => view.dock.open);
  const inspectorWidth = useView((view) => view.inspectorWidth);
  const empty = useEditor((editor) => editor.document.blocks.length === 0);
  const style =
    inspectorWidth === null ? undefined : ({ '--gw-inspector-width': `${inspectorWidth}px` } as CSSProperties);
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
        </section>
        <section className={classes.dock} data-open={dockOpen && !empty} aria-label={message('editor.dock')}>
          <Dock />
        </section>
      </main>
      <aside className={classes.inspector} aria-label={message('editor.inspector')}>
        <InspectorEdge />
        <Inspector />
      </aside>
      <Dialogs />
      <FileDrop />
      <NoticeBar />
    </div>
  );
}

/** The edge that widens the inspector: a slider that is dragged in the page's own direction. */
function InspectorEdge() {
  const setWidth = useView((view) => view.setInspectorWidth);
  const width = useView((view) => view.inspectorWidth);
  return (
    <input
      type="range"
      className={classes.edge}
      aria-label={message('editor.inspector-width')}
      min={inspectorWidths.least}
      max={inspectorWidths.most}
      step={8}
      value={width ?? inspectorWidths.usual}
      onChange={(event) => setWidth(event.target.valueAsNumber)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) setWidth(window.innerWidth - event.clientX);
      }}
    />
  );
}
