/** Find anything: commands, the blocks of the graph, blocks to add and templates, in one list. */
import { CornerDownRight, LayoutTemplate, Plus, Search, Zap } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { registry } from '../../blocks/registry.ts';
import { blockName, findBlock } from '../../document/document.ts';
import { parentOf } from '../../document/path.ts';
import { templates } from '../../templates/templates.ts';
import { message } from '../../text/catalog.ts';
import { addBlock } from '../canvas/add-block.ts';
import { allowed } from '../palette/catalogue.ts';
import { openDocument } from '../persistence/files.ts';
import { editorStore } from '../store/editor.ts';
import { viewStore } from '../store/view.ts';
import { commands } from './all.ts';
import type { Page } from './command.ts';
import classes from './dialogs.module.css';
import { KeyCaps } from './key-caps.tsx';
import { usePage } from './use-page.ts';

interface Entry {
  readonly id: string;
  readonly icon: typeof Zap;
  readonly label: string;
  readonly search: string;
  readonly shortcut: string | null;
  readonly run: () => void;
}

export function CommandList({ close }: { close: () => void }) {
  const page = usePage();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // A command may have put the focus somewhere itself.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  const entries = useMemo(() => entriesOf(page), [page]);
  const shown = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return entries.filter((entry) => words.every((word) => entry.search.includes(word))).slice(0, 40);
  }, [entries, query]);

  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(shown.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter') choose(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.commands}>
      <label className={classes.query}>
        <Search size={15} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown[active] === undefined ? undefined : `${listId}-${shown[active].id}`}
          aria-label={message('editor.find')}
          placeholder={message('editor.find')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKey}
        />
      </label>
      <div id={listId} role="listbox" aria-label={message('editor.find')} className={classes.entries}>
        {shown.map((entry, index) => (
          <div
            key={entry.id}
            id={`${listId}-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.entry}
            ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(entry)}
            onKeyDown={onKey}
          >
            <entry.icon size={14} aria-hidden="true" />
            <span>{entry.label}</span>
            {entry.shortcut !== null && <KeyCaps shortcut={entry.shortcut} />}
          </div>
        ))}
        {shown.length === 0 && <p className={classes.nothing}>{message('editor.search-nothing', { query })}</p>}
      </div>
    </div>
  );
}

/** `sum in cell1`, `dense1`. */
function placeName(path: string): string {
  const { document } = editorStore.getState();
  const nameOf = (at: string): string => blockName(findBlock(document, at) ?? { id: at, kind: '', params: {} });
  const inside = parentOf(path);
  return inside === null ? nameOf(path) : message('editor.in-cell', { block: nameOf(path), cell: placeName(inside) });
}

function entriesOf(page: Page): readonly Entry[] {
  const entry = (
    id: string,
    icon: typeof Zap,
    label: string,
    run: () => void,
    more = '',
    shortcut?: string,
  ): Entry => ({
    id,
    icon,
    label,
    search: `${label} ${more}`.toLowerCase(),
    shortcut: shortcut ?? null,
    run,
  });
  return [
    ...commands
      .filter((command) => command.id !== 'find' && command.when())
      .map((command) =>
        entry(
          `command-${command.id}`,
          Zap,
          message(command.label),
          () => command.run(page),
          command.keywords === undefined ? '' : message(command.keywords),
          command.shortcuts[0],
        ),
      ),
    ...[...editorStore.getState().report.blocks.keys()].map((path) =>
      entry(
        `block-${path}`,
        CornerDownRight,
        message('editor.go-to', { block: placeName(path) }),
        () => viewStore.getState().focusBlock(path),
        findBlock(editorStore.getState().document, path)?.kind,
      ),
    ),
    ...allowed(Object.values(registry), viewStore.getState().openBody !== null).map(({ kind, title, keywords }) =>
      entry(
        `add-${kind}`,
        Plus,
        message('editor.add', { kind: title }),
        () => addBlock(kind),
        [kind, ...keywords].join(' '),
      ),
    ),
    ...templates.map((template) =>
      entry(
        `template-${template.id}`,
        LayoutTemplate,
        message('editor.open-template', { name: template.name }),
        () => openDocument(template.document),
        template.teaches,
      ),
    ),
  ];
}
