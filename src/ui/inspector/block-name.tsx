/** The name of a block, edited in place. */
import { useState } from 'react';
import { limits } from '../../document/limits.ts';
import { message } from '../../text/catalog.ts';
import { useEditor } from '../store/editor.ts';
import classes from './inspector.module.css';

export function BlockName({ block, name }: { readonly block: string; readonly name: string }) {
  const edit = useEditor((editor) => editor.edit);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = draft?.trim() ?? '';
    if (next !== '' && next !== name) {
      edit([{ kind: 'rename-block', block, name: next }], {
        label: message('inspector.history-rename', { block: name }),
      });
    }
    setDraft(null);
  };
  return (
    <input
      className={classes.name}
      aria-label={message('inspector.name')}
      value={draft ?? name}
      maxLength={limits.name}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(name);
      }}
    />
  );
}
