/** The palette: every block by group, found by search, dragged out or added with Enter. */
import { ChevronDown, ChevronRight, GripVertical, Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { BlockDefinition } from '../../blocks/define.ts';
import { message } from '../../text/catalog.ts';
import { addBlock } from '../canvas/add-block.ts';
import { useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { allowed, found, groups, groupTitles, type PaletteGroup } from './catalogue.ts';
import { DragGhost, useDragOut } from './drag-out.tsx';
import classes from './palette.module.css';

export function Palette() {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const searching = query.trim() !== '';
  const inCell = useView((view) => view.openBody !== null);
  const shown = groups
    .map(({ group, blocks }) => ({ group, blocks: found(allowed(blocks, inCell), query) }))
    .filter(({ blocks }) => blocks.length > 0 || !(inCell || searching));
  const first = shown.flatMap(({ blocks }) => blocks)[0];

  /** Up and down walk through all that can be focused here. */
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  };

  return (
    <div className={classes.palette} ref={list} onKeyDown={walk} role="toolbar" aria-orientation="vertical">
      <label className={classes.search}>
        <Search size={14} aria-hidden="true" />
        <input
          id="palette-search"
          type="search"
          placeholder={message('editor.search-blocks')}
          aria-label={message('editor.search-blocks')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && searching && first !== undefined) addBlock(first.kind);
            if (event.key === 'Escape') {
              setQuery('');
              event.currentTarget.blur();
            }
          }}
        />
        <kbd>/</kbd>
      </label>
      <div className={classes.groups}>
        {shown.map(({ group, blocks }) => (
          // The few that may stand in a cell are all in view.
          <Group key={group} group={group} blocks={blocks} isFixed={searching || inCell} />
        ))}
        {first === undefined && <p className={classes.nothing}>{message('editor.search-nothing', { query })}</p>}
      </div>
      <p className={classes.hint}>
        <GripVertical size={14} aria-hidden="true" />
        {message('editor.palette-hint')}
      </p>
      <DragGhost />
    </div>
  );
}

interface GroupProps {
  readonly group: PaletteGroup;
  readonly blocks: readonly BlockDefinition[];
  /** It cannot be folded. */
  readonly isFixed: boolean;
}

function Group({ group, blocks, isFixed }: GroupProps) {
  const unfolded = useView((view) => view.openGroups.includes(group));
  const toggleGroup = useView((view) => view.toggleGroup);
  const open = isFixed || unfolded;
  return (
    <section>
      <button
        type="button"
        className={classes.group}
        aria-expanded={open}
        onClick={() => toggleGroup(group)}
        disabled={isFixed}
      >
        {open ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
        <span>{message(groupTitles[group])}</span>
        {!open && <span className={classes.count}>{blocks.length}</span>}
      </button>
      {open && (
        <ul className={classes.blocks}>
          {blocks.map((definition) => (
            <PaletteRow key={definition.kind} definition={definition} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PaletteRow({ definition }: { readonly definition: BlockDefinition }) {
  const dragOut = useDragOut(definition);
  return (
    <li>
      <button type="button" className={classes.row} title={definition.doc} {...dragOut}>
        <Tile family={definition.family} icon={definition.icon} size={18} />
        <span className={classes.title}>{definition.title}</span>
        <GripVertical className={classes.grip} size={13} aria-hidden="true" />
      </button>
    </li>
  );
}
