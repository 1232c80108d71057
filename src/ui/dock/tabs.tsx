/** The dock's tabs, with the number of problems, and its fold. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { PanelBottomClose, PanelBottomOpen } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { message } from '../../text/catalog.ts';
import { useEditor } from '../store/editor.ts';
import { type DockTab, dockTabs, useView } from '../store/view.ts';
import classes from './tabs.module.css';

export const panelId = 'dock-panel';
export const tabId = (tab: DockTab): string => `dock-tab-${tab}`;

export function Tabs({ open }: { readonly open: boolean }) {
  const chosen = useView((view) => view.dock.tab);
  const showDock = useView((view) => view.showDock);
  const toggleDock = useView((view) => view.toggleDock);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = dockTabs[(dockTabs.indexOf(chosen) + step + dockTabs.length) % dockTabs.length];
    if (next === undefined) return;
    event.preventDefault();
    showDock(next);
    document.getElementById(tabId(next))?.focus();
  };
  const Fold = open ? PanelBottomClose : PanelBottomOpen;
  const foldLabel = message(open ? 'runs.fold' : 'runs.unfold');
  return (
    <>
      <div className={classes.tabs} role="tablist" aria-label={message('runs.tabs')} onKeyDown={onKeyDown}>
        {dockTabs.map((tab) => (
          <button
            key={tab}
            id={tabId(tab)}
            type="button"
            role="tab"
            className={classes.tab}
            aria-selected={open && tab === chosen}
            aria-controls={open ? panelId : undefined}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => showDock(tab)}
          >
            {message(`runs.tab-${tab}`)}
            {tab === 'problems' && <ProblemCount />}
          </button>
        ))}
      </div>
      <Tooltip label={foldLabel}>
        <ActionIcon aria-label={foldLabel} aria-expanded={open} onClick={toggleDock}>
          <Fold size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** How many there are of the worst severity, in its colour: one fault counts for more than three hints. */
function ProblemCount() {
  const diagnostics = useEditor((editor) => editor.report.diagnostics);
  const empty = useEditor((editor) => editor.document.blocks.length === 0);
  // A canvas that nobody has begun on has no problems.
  const [worst] = empty ? [] : diagnostics;
  if (worst === undefined) return null;
  return (
    <span className={classes.count} data-severity={worst.severity}>
      {diagnostics.filter(({ severity }) => severity === worst.severity).length}
    </span>
  );
}
