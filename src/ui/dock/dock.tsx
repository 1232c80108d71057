/** The dock under the canvas: the transport, what the run has to say, and the panel of the chosen tab. */
import { type ComponentType, useEffect } from 'react';
import { useEditor } from '../store/editor.ts';
import { type DockTab, useView } from '../store/view.ts';
import { showUseOfRuns } from '../use/show-use.ts';
import { UsePanel } from '../use/use-panel.tsx';
import { Announcer } from './announcer.tsx';
import { Curves } from './curves.tsx';
import { DataPanel } from './data/data-panel.tsx';
import classes from './dock.module.css';
import { GradientPanel } from './gradient/gradient-panel.tsx';
import { Problems } from './problems.tsx';
import { RunNotice } from './run-notice.tsx';
import { RunsTable } from './runs-table.tsx';
import { panelId, tabId } from './tabs.tsx';
import { Transport } from './transport.tsx';

const panels: { readonly [T in DockTab]: ComponentType } = {
  curves: Curves,
  gradient: GradientPanel,
  problems: Problems,
  runs: RunsTable,
  data: DataPanel,
  use: UsePanel,
};

export function Dock() {
  const { open, tab } = useView((view) => view.dock);
  const empty = useEditor((editor) => editor.document.blocks.length === 0);
  const unfolded = open && !empty;
  const Panel = panels[tab];
  useEffect(showUseOfRuns, []);
  return (
    <div className={classes.dock}>
      <Transport open={unfolded} />
      {unfolded && <RunNotice />}
      {unfolded && (
        <div className={classes.panel} id={panelId} role="tabpanel" aria-labelledby={tabId(tab)}>
          <Panel />
        </div>
      )}
      <Announcer />
    </div>
  );
}
