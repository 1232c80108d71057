/** The inspector of one block: what it is, its parameters, shapes and costs; or what it holds while it trains. */
import { Tabs } from '@mantine/core';
import { blockName, type Document } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { LookInside } from '../inside/look-inside.tsx';
import { familyTitles } from '../palette/catalogue.ts';
import { useEditor } from '../store/editor.ts';
import { type InspectorTab, inspectorTabs, useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { BlockName } from './block-name.tsx';
import { Compare, Origin } from './compare.tsx';
import { Connections, CostSection, Shape } from './facts.tsx';
import classes from './inspector.module.css';
import { Parameters } from './parameters.tsx';

const tabKeys = { block: 'inspector.tab-block', inside: 'inside.title' } as const satisfies {
  [T in InspectorTab]: string;
};

export function BlockPanel({ document, id }: { readonly document: Document; readonly id: string }) {
  const checked = useEditor((editor) => editor.report.blocks.get(id));
  const tab = useView((view) => view.inspectorTab);
  const setTab = useView((view) => view.setInspectorTab);
  const block = document.blocks.find((each) => each.id === id);
  if (!block || !checked) return null;
  const { definition } = checked;
  const name = blockName(block);
  return (
    <>
      <header className={classes.head}>
        <Tile family={definition?.family ?? null} icon={definition?.icon ?? 'circle-help'} size={32} />
        <div className={classes.titles}>
          <BlockName key={id} block={id} name={name} />
          <span className={classes.kind}>
            {definition
              ? message('inspector.kind', { kind: definition.title, family: message(familyTitles[definition.family]) })
              : block.kind}
          </span>
        </div>
      </header>
      <Tabs
        value={tab}
        onChange={(next) => setTab(inspectorTabs.find((each) => each === next) ?? 'block')}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List aria-label={message('inspector.tabs')}>
          {inspectorTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {message(tabKeys[each])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="block" className={classes.panel}>
          <Facts key={id} document={document} id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="inside" className={classes.panel}>
          <LookInside block={id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Facts({ document, id }: { readonly document: Document; readonly id: string }) {
  const report = useEditor((editor) => editor.report);
  const checked = report.blocks.get(id);
  const block = document.blocks.find((each) => each.id === id);
  if (!checked || !block) return null;
  const { definition } = checked;
  const diagnostic = report.diagnostics.find((each) => each.block === id);
  if (!definition) {
    return <p className={classes.empty}>{message('inspector.unknown-kind-doc', { kind: block.kind })}</p>;
  }
  return (
    <>
      {diagnostic && <Compare diagnostic={diagnostic} />}
      {diagnostic && <Origin diagnostic={diagnostic} document={document} />}
      <Parameters block={id} name={blockName(block)} definition={definition} given={block.params} />
      <Shape checked={checked} />
      <CostSection checked={checked} />
      <Connections document={document} block={id} checked={checked} />
      <section className={classes.about} aria-label={message('inspector.about', { kind: definition.title })}>
        <p>{definition.doc}</p>
      </section>
    </>
  );
}
