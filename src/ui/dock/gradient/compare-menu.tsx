/** Chooses the earlier runs that are shown beside the present one: those that told gradients. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { Run } from '../../../runs/run.ts';
import { maxOverlays, runsStore } from '../../../runs/store.ts';
import { message } from '../../../text/catalog.ts';

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
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" rightSection={<ChevronDown size={13} strokeWidth={1.75} />}>
          {message('inside.gradient-compare')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ id, number, document }) => {
          const shown = chosen.includes(id);
          return (
            <Menu.CheckboxItem
              key={id}
              checked={shown}
              disabled={!shown && full}
              onChange={() => runsStore.getState().toggleOverlay(id)}
            >
              {message('inside.gradient-run', { number, name: document.name })}
            </Menu.CheckboxItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
