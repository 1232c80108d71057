/** The dialogs of the page, one at a time. */
import { Modal } from '@mantine/core';
import { message } from '../../text/catalog.ts';
import { AllTemplates } from '../empty/all-templates.tsx';
import { useView } from '../store/view.ts';
import { CommandList } from './command-list.tsx';
import classes from './dialogs.module.css';
import { ShortcutList } from './shortcut-list.tsx';

export function Dialogs() {
  const dialog = useView((view) => view.dialog);
  const showDialog = useView((view) => view.showDialog);
  const close = (): void => showDialog(null);
  return (
    <>
      <Modal
        opened={dialog?.kind === 'shortcuts'}
        onClose={close}
        title={message('editor.shortcuts')}
        size={520}
        closeButtonProps={{ 'aria-label': message('editor.close') }}
      >
        <ShortcutList />
      </Modal>
      <Modal
        opened={dialog?.kind === 'commands'}
        onClose={close}
        withCloseButton={false}
        returnFocus={false}
        centered={false}
        yOffset={96}
        size={520}
        padding={0}
        aria-label={message('editor.find')}
      >
        <CommandList close={close} />
      </Modal>
      <Modal
        opened={dialog?.kind === 'templates'}
        onClose={close}
        title={message('empty.all-title')}
        size={860}
        closeButtonProps={{ 'aria-label': message('editor.close') }}
      >
        <AllTemplates close={close} />
      </Modal>
      <Modal
        opened={dialog?.kind === 'file-faults'}
        onClose={close}
        title={dialog?.kind === 'file-faults' ? message('editor.file-faults', { name: dialog.name }) : ''}
        size={560}
        closeButtonProps={{ 'aria-label': message('editor.close') }}
      >
        <p className={classes.lead}>{message('editor.file-faults-lead')}</p>
        <ul className={classes.faults}>
          {dialog?.kind === 'file-faults' && dialog.faults.map((fault) => <li key={fault}>{fault}</li>)}
        </ul>
      </Modal>
    </>
  );
}
