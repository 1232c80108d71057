/** The inspector of one block: what it is, and in two tabs what is set and known of it, and what it holds while it trains. */
import { ActionIcon, Button, Menu, Tabs } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import type { Command } from '../commands/command.ts';
import { copy } from '../commands/copy.ts';
import { cut } from '../commands/cut.ts';
import { deleteSelected } from '../commands/delete.ts';
import { duplicate } from '../commands/duplicate.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { openBody } from '../commands/open-body.ts';
import { unroll } from '../commands/unroll.ts';
import { usePage } from '../commands/use-page.ts';
import { LookInside } from '../inside/look-inside.tsx';
import { groupOf, groupTitles } from '../palette/catalogue.ts';
import { useEditor } from '../store/editor.ts';
import { type InspectorTab, inspectorTabs, useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { BlockFacts } from './block-facts.tsx';
import { BlockName } from './block-name.tsx';
import classes from './inspector.module.css';

const tabKeys: { readonly [T in InspectorTab]: MessageKey } = { block: 'inspector.tab-block', inside: 'inside.title' };

export function BlockPanel({ document, id }: { readonly document: Document; readonly id: string }) {
  const checked = useEditor((editor) => editor.report.blocks.get(id));
  const tab = useView((view) => view.inspectorTab);
  const setTab = useView((view) => view.setInspectorTab);
  const showBody = useView((view) => view.showBody);
  const block = findBlock(document, id);
  if (!block || !checked) return null;
  const { definition } = checked;
  const kind = definition?.title ?? block.kind;
  const family = message(definition ? groupTitles[groupOf(definition)] : 'inspector.unknown-kind');
  return (
    <>
      <header className={classes.head}>
        <Tile family={definition?.family ?? null} icon={definition?.icon ?? 'circle-help'} size={32} />
        <div className={classes.titles}>
          <BlockName key={id} block={id} name={blockName(block)} />
          <span className={classes.kind}>{message('inspector.kind', { kind, family })}</span>
        </div>
        {definition?.body !== undefined && (
          <Button size="compact-xs" variant="default" onClick={() => showBody(id)}>
            {message('inspector.open-cell')}
          </Button>
        )}
        <BlockMenu />
      </header>
      <Tabs
        value={tab}
        onChange={(next) => setTab(inspectorTabs.find((each) => each === next) ?? 'block')}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ list: classes.tabList, tab: classes.tab }}
      >
        <Tabs.List aria-label={message('inspector.tabs')}>
          {inspectorTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {message(tabKeys[each])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="block" className={classes.panel}>
          <BlockFacts key={id} document={document} block={block} checked={checked} />
        </Tabs.Panel>
        <Tabs.Panel value="inside" className={classes.panel}>
          <LookInside block={id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const menuCommands: readonly Command[] = [openBody, unroll, duplicate, copy, cut, deleteSelected];

/** What can be done with the block as a whole. */
function BlockMenu() {
  const page = usePage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={message('inspector.actions')}>
          <Ellipsis size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {menuCommands
          .filter(({ when }) => when())
          .map((command) => (
            <Menu.Item
              key={command.id}
              rightSection={<KeyCaps shortcut={command.shortcuts[0] ?? ''} />}
              onClick={() => command.run(page)}
            >
              {message(command.label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
