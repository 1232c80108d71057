/** The document's name, edited in place. */
import { useState } from 'react';
import { limits } from '../../document/limits.ts';
import { message } from '../../text/catalog.ts';
import { useEditor } from '../store/editor.ts';
import classes from './top-bar.module.css';

export function DocumentName() {
  const name = useEditor((state) => state.document.name);
  const edit = useEditor((state) => state.edit);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = draft?.trim() ?? '';
    if (next !== '' && next !== name)
      edit([{ kind: 'rename-document', name: next }], { label: message('editor.history-rename') });
    setDraft(null);
  };
  return (
    <input
      className={classes.name}
      aria-label={message('editor.document-name')}
      value={draft ?? name}
      size={Math.max(4, (draft ?? name).length)}
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
