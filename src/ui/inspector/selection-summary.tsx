/** Several blocks at once: what they cost together, and each of them to go to. */
import type { BlockId } from '../../document/document.ts';
import { blockName } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { useOpenBody } from '../store/open-body.ts';
import { viewStore } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { Facts } from './facts.tsx';
import classes from './inspector.module.css';

export function SelectionSummary({ blocks }: { readonly blocks: ReadonlySet<BlockId> }) {
  const all = useOpenBody().blocks;
  const report = useEditor((editor) => editor.report);
  const chosen = all.filter((block) => blocks.has(block.id));
  const sum = (cost: 'parameters' | 'macs' | 'activationBytes'): number =>
    chosen.reduce((total, block) => total + (report.blocks.get(block.id)?.cost[cost] ?? 0), 0);
  return (
    <>
      <header className={classes.modelHead}>
        <h2>{message('inspector.several', { count: chosen.length })}</h2>
        <p>{message('inspector.several-hint')}</p>
      </header>
      <div className={classes.panel}>
        <Section title={message('inspector.cost')} note={message('inspector.one-example')}>
          <Facts
            rows={[
              { label: message('inspector.cost-parameters'), value: formatInteger(sum('parameters')) },
              { label: message('inspector.cost-macs'), value: formatInteger(sum('macs')) },
              { label: message('inspector.cost-memory'), value: formatBytes(sum('activationBytes')) },
            ]}
          />
        </Section>
        <Section title={message('inspector.selection')}>
          <ul className={classes.selection}>
            {chosen.map((block) => {
              const definition = report.blocks.get(block.id)?.definition ?? null;
              return (
                <li key={block.id}>
                  <button type="button" onClick={() => viewStore.getState().focusBlock(block.id)}>
                    <Tile family={definition?.family ?? null} icon={definition?.icon ?? 'circle-help'} size={18} />
                    <span>{blockName(block)}</span>
                    <span className={classes.quietText}>{definition?.title ?? block.kind}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </Section>
      </div>
    </>
  );
}
