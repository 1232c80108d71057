/** Chooses the earlier runs that are shown beside the present one: those that told gradients. */
import { Button, Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import type { Run } from '../../../runs/run.ts';
import { maxOverlays, runsStore } from '../../../runs/store.ts';
import { message } from '../../../text/catalog.ts';
import classes from './gradient-panel.module.css';

export interface CompareMenuProps {
  readonly earlier: readonly Run[];
  /** Ids of the runs that are shown. */
  readonly chosen: readonly string[];
}

export function CompareMenu({ earlier, chosen }: CompareMenuProps) {
  const offered = earlier.filter(({ gradients }) => Object.keys(gradients).length > 0);
  if (offered.length === 0) return null;
  const full = chosen.length >= maxOverlays;
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" rightSection={<ChevronDown size={13} strokeWidth={1.75} />}>
          {message('inside.gradient-compare')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ id, number, document }) => {
          const shown = chosen.includes(id);
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={shown}
              disabled={!shown && full}
              leftSection={<Check size={14} strokeWidth={2} data-shown={shown} className={classes.check} />}
              onClick={() => runsStore.getState().toggleOverlay(id)}
            >
              {message('inside.gradient-run', { number, name: document.name })}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
