/** A name that is edited in place: Enter and leaving the field take it, Escape and an empty field leave it as it was. */
import { useState } from 'react';
import { limits } from '../document/limits.ts';

export interface EditableNameProps {
  readonly name: string;
  /** What a screen reader calls the field. */
  readonly label: string;
  readonly className: string | undefined;
  readonly onRename: (name: string) => void;
}

export function EditableName({ name, label, className, onRename }: EditableNameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = draft?.trim() ?? '';
    if (next !== '' && next !== name) onRename(next);
    setDraft(null);
  };
  return (
    <input
      className={className}
      aria-label={label}
      value={draft ?? name}
      size={Math.max(4, (draft ?? name).length)}
      maxLength={limits.name}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
