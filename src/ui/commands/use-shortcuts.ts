/** The key map of the page, and the browser's clipboard events. */
import { useEffect } from 'react';
import { viewStore } from '../store/view.ts';
import { commands } from './all.ts';
import { hasSelectedBlocks, pasteText, removeSelected, selectedText } from './clipboard.ts';
import { matches } from './keys.ts';
import { usePage } from './use-page.ts';

export function useShortcuts(): void {
  const page = usePage();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || dialogIsOpen()) return;
      const typing = isField(event.target);
      const command = commands.find(
        (each) =>
          each.byBrowser !== true &&
          (each.inFields === true || !typing) &&
          each.shortcuts.some((shortcut) => matches(shortcut, event)),
      );
      if (command === undefined || (event.key === 'Escape' && closesItself(event.target))) return;
      if (command.id !== 'deselect') event.preventDefault();
      if (command.when()) command.run(page);
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (isField(event.target) || dialogIsOpen()) return;
      if (!hasSelectedBlocks() || getSelection()?.isCollapsed === false) return;
      event.clipboardData?.setData('text/plain', selectedText());
      event.preventDefault();
      if (event.type === 'cut') removeSelected();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isField(event.target) || dialogIsOpen()) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '') return;
      event.preventDefault();
      pasteText(text);
    };
    // Before a menu or a list closes itself on Escape.
    window.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [page]);
}

const dialogIsOpen = (): boolean => viewStore.getState().dialog !== null;

/** An open dialog, menu or list closes on Escape; the dialog has been closed already when the key comes here. */
const closesItself = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[aria-modal="true"], [role="menu"], [aria-haspopup][aria-expanded="true"]') !== null;

/** What takes text: a switch, a slider or a closed list leaves the keys to the page. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"], [readonly])'));
