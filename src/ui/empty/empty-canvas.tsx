/** What stands on an empty canvas: models to start from, and the place for a first block. The first block removes it all. */
import { Button } from '@mantine/core';
import { MousePointer2 } from 'lucide-react';
import { defaultsOf } from '../../blocks/params.ts';
import { blockOf } from '../../blocks/registry.ts';
import { templates } from '../../templates/templates.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import type { Command } from '../commands/command.ts';
import { find } from '../commands/find.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { openFile } from '../commands/open-file.ts';
import { searchBlocks } from '../commands/search-blocks.ts';
import { usePage } from '../commands/use-page.ts';
import { groups } from '../palette/catalogue.ts';
import { pickFile } from '../persistence/files.ts';
import { useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import classes from './empty-canvas.module.css';
import { featuredTemplates } from './featured.ts';
import { TemplateCard } from './template-card.tsx';

export function EmptyCanvas() {
  const showDialog = useView((view) => view.showDialog);
  return (
    <div className={classes.scroll}>
      <div className={classes.page}>
        <div className={classes.top}>
          <div>
            <h1 className={classes.title}>{message('empty.title')}</h1>
            <p className={classes.lead}>{message('empty.lead')}</p>
          </div>
          <Button variant="subtle" title={message('empty.open-lead')} onClick={pickFile}>
            {message('empty.open')}
          </Button>
          <Button variant="default" onClick={() => showDialog({ kind: 'templates' })}>
            {message('empty.all', { count: templates.length })}
          </Button>
        </div>
        <ul className={classes.cards} aria-label={message('empty.templates')}>
          {featuredTemplates.map((template) => (
            <li key={template.id}>
              <TemplateCard template={template} />
            </li>
          ))}
        </ul>
        <p className={classes.own}>{message('empty.own')}</p>
        <div className={classes.drop}>
          <HalfDragged />
          <div>
            <h2 className={classes.dropTitle}>{message('empty.drop')}</h2>
            <p className={classes.lead}>{message('empty.drop-lead', { kinds: dataKinds() })}</p>
            <Shortcuts />
          </div>
        </div>
      </div>
    </div>
  );
}

/** A first block as it would lie on the canvas, on its way to its place. */
function HalfDragged() {
  const image = blockOf('image');
  if (image === null) return null;
  const rows = image.summary(defaultsOf(image) as never);
  return (
    <div className={classes.sample} aria-hidden="true">
      <span className={classes.place} />
      <div className={classes.block}>
        <div className={classes.blockHead}>
          <Tile family={image.family} icon={image.icon} />
          <span>
            <b>{image.stem}1</b>
            <small>{image.title}</small>
          </span>
        </div>
        {rows.slice(0, 1).map(({ label, text }) => (
          <div key={label} className={classes.blockRow}>
            <span>{label}</span>
            <b>{text}</b>
          </div>
        ))}
      </div>
      <MousePointer2 className={classes.pointer} size={16} aria-hidden="true" />
    </div>
  );
}

const offered: readonly (readonly [Command, MessageKey])[] = [
  [searchBlocks, 'empty.search'],
  [find, 'empty.find'],
  [openFile, 'empty.open-file'],
];

function Shortcuts() {
  const page = usePage();
  return (
    <ul className={classes.shortcuts}>
      {offered.map(([command, label]) => (
        <li key={command.id}>
          <button type="button" onClick={() => command.run(page)}>
            <KeyCaps shortcut={command.shortcuts[0] ?? ''} />
            {message(label)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** "Image or Table": the data blocks that there are. */
function dataKinds(): string {
  const titles = (groups.find(({ group }) => group === 'data')?.blocks ?? []).map(({ title }) => title);
  const last = titles.at(-1) ?? '';
  return titles.length < 2 ? last : message('empty.or', { first: titles.slice(0, -1).join(', '), last });
}
