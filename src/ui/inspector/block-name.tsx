/** The name of a block, edited in place. */
import { message } from '../../text/catalog.ts';
import { EditableName } from '../editable-name.tsx';
import { useEditor } from '../store/editor.ts';
import classes from './inspector.module.css';

export function BlockName({ block, name }: { readonly block: string; readonly name: string }) {
  const edit = useEditor((editor) => editor.edit);
  return (
    <EditableName
      name={name}
      label={message('inspector.name')}
      className={classes.name}
      onRename={(next) =>
        edit([{ kind: 'rename-block', block, name: next }], {
          label: message('inspector.history-rename', { block: name }),
        })
      }
    />
  );
}
