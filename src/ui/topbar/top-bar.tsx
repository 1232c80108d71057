/** The top bar: what is open and whether it is saved, undo, templates, search, the engine, the scheme, files. */
import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme } from '@mantine/core';
import {
  ChevronDown,
  CircleQuestionMark,
  Cpu,
  Download,
  type LucideIcon,
  Moon,
  Redo2,
  Search,
  Sun,
  Undo2,
} from 'lucide-react';
import { type MessageKey, message } from '../../text/catalog.ts';
import type { Command } from '../commands/command.ts';
import { copyJson } from '../commands/copy-json.ts';
import { exportFile } from '../commands/export-file.ts';
import { find } from '../commands/find.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { keyCaps } from '../commands/keys.ts';
import { newDocument } from '../commands/new-document.ts';
import { openFile } from '../commands/open-file.ts';
import { redo } from '../commands/redo.ts';
import { shortcuts } from '../commands/shortcuts.ts';
import { toggleScheme } from '../commands/toggle-scheme.ts';
import { undo } from '../commands/undo.ts';
import { usePage } from '../commands/use-page.ts';
import { saveOver } from '../persistence/autosave.ts';
import { type SaveState, useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import { DocumentName } from './document-name.tsx';
import { Logo } from './logo.tsx';
import { TemplatesMenu } from './templates-menu.tsx';
import classes from './top-bar.module.css';

const saveTexts: { readonly [K in SaveState]: MessageKey } = {
  new: 'editor.not-saved-yet',
  saving: 'editor.saving',
  saved: 'editor.saved',
  failed: 'editor.not-saved',
  overtaken: 'editor.saved-elsewhere',
};

export function TopBar() {
  const saveState = useEditor((state) => state.saveState);
  const undoLabel = useEditor((state) => state.history.past.at(-1)?.label ?? null);
  const redoLabel = useEditor((state) => state.history.future[0]?.label ?? null);
  const scheme = useComputedColorScheme('light');
  return (
    <div className={classes.bar}>
      <Logo />
      <span className={classes.line} />
      <DocumentName />
      {/* Not read out at every edit; what a person must know is told by a notice. */}
      <span className={classes.saved} data-state={saveState} role="status" aria-live="off">
        {message(saveTexts[saveState])}
      </span>
      {saveState === 'overtaken' && (
        <button type="button" className={classes.quiet} onClick={saveOver}>
          {message('editor.save-over')}
        </button>
      )}
      <span className={classes.line} />
      <IconButton
        command={undo}
        icon={Undo2}
        disabled={undoLabel === null}
        label={undoLabel === null ? undefined : message('editor.undo-step', { step: undoLabel })}
      />
      <IconButton
        command={redo}
        icon={Redo2}
        disabled={redoLabel === null}
        label={redoLabel === null ? undefined : message('editor.redo-step', { step: redoLabel })}
      />
      <span className={classes.line} />
      <TemplatesMenu />
      <span className={classes.space} />
      <FindButton />
      <Engine />
      <span className={classes.line} />
      <IconButton command={toggleScheme} icon={scheme === 'dark' ? Sun : Moon} />
      <IconButton command={shortcuts} icon={CircleQuestionMark} />
      <FileMenu />
    </div>
  );
}

interface IconButtonProps {
  readonly command: Command;
  readonly icon: LucideIcon;
  readonly disabled?: boolean;
  readonly label?: string | undefined;
}

function IconButton({ command, icon: Icon, disabled = false, label }: IconButtonProps) {
  const page = usePage();
  const [shortcut] = command.shortcuts;
  const keys = shortcut === undefined ? '' : ` (${keyCaps(shortcut).join(' ')})`;
  return (
    <Tooltip label={`${label ?? message(command.label)}${keys}`}>
      <ActionIcon aria-label={message(command.label)} disabled={disabled} onClick={() => command.run(page)}>
        <Icon size={16} strokeWidth={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

function FindButton() {
  const page = usePage();
  return (
    <button type="button" className={classes.find} onClick={() => find.run(page)}>
      <Search size={15} strokeWidth={1.75} />
      <span>{message('editor.find')}</span>
      <kbd>{keyCaps(find.shortcuts[0] ?? '').join(' ')}</kbd>
    </button>
  );
}

/** Known once a worker has started. */
function Engine() {
  const host = useRuns((state) => state.current?.host ?? state.earlier[0]?.host ?? null);
  if (host === null) return null;
  return (
    <>
      <span className={classes.line} />
      <span className={classes.engine}>
        <Cpu size={15} strokeWidth={1.75} aria-hidden="true" />
        {message('editor.engine', { backend: host.backend, lanes: host.lanes })}
      </span>
    </>
  );
}

function FileMenu() {
  const page = usePage();
  const item = (command: Command) => (
    <Menu.Item
      onClick={() => command.run(page)}
      rightSection={command.shortcuts[0] === undefined ? null : <KeyCaps shortcut={command.shortcuts[0]} />}
    >
      {message(command.label)}
    </Menu.Item>
  );
  return (
    <Menu width={240} position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Download size={15} strokeWidth={1.75} />}
          rightSection={<ChevronDown size={14} strokeWidth={1.75} />}
          className={classes.export}
        >
          {message('editor.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item(exportFile)}
        {item(copyJson)}
        <Menu.Divider />
        {item(openFile)}
        {item(newDocument)}
      </Menu.Dropdown>
    </Menu>
  );
}
