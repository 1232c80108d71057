/** A button that puts the numbers of a chart on the clipboard as CSV. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Copy } from 'lucide-react';
import { message } from '../../text/catalog.ts';
import { showNotice } from '../store/notice.ts';

/** `csv` is asked when the button is pressed. */
export function CopyCsv({ csv }: { readonly csv: () => string }) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(csv());
      showNotice(message('runs.copied-csv'));
    } catch {
      showNotice(message('editor.clipboard-refused'), 'wrong');
    }
  };
  return (
    <Tooltip label={message('runs.copy-csv')}>
      <ActionIcon size={22} aria-label={message('runs.copy-csv')} onClick={() => void copy()}>
        <Copy size={13} strokeWidth={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
