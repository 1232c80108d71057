/** The document's name, edited in place. */
import { message } from '../../text/catalog.ts';
import { EditableName } from '../editable-name.tsx';
import { useEditor } from '../store/editor.ts';
import classes from './top-bar.module.css';

export function DocumentName() {
  const name = useEditor((state) => state.document.name);
  const edit = useEditor((state) => state.edit);
  return (
    <EditableName
      name={name}
      label={message('editor.document-name')}
      className={classes.name}
      onRename={(next) => edit([{ kind: 'rename-document', name: next }], { label: message('editor.history-rename') })}
    />
  );
}
