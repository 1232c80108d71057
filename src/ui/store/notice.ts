/** One short message at the foot of the page, told once and gone after a while. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'wrong';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6000;
/** What can be acted on stays long enough to be read and decided. */
const OFFERED_MS = 20_000;

const noticeStore = createStore<{ readonly notice: Notice | null }>()(() => ({ notice: null }));

export function showNotice(text: string, tone: Notice['tone'] = 'plain', action?: Notice['action']): void {
  const notice: Notice = { text, tone, ...(action !== undefined && { action }) };
  noticeStore.setState({ notice });
  setTimeout(
    () => {
      if (noticeStore.getState().notice === notice) noticeStore.setState({ notice: null });
    },
    action === undefined ? SHOWN_MS : OFFERED_MS,
  );
}

export const hideNotice = (): void => noticeStore.setState({ notice: null });

export const useNotice = (): Notice | null => useStore(noticeStore, (state) => state.notice);
