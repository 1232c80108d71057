/** What a command is: the menu, the palette, the key map and the list of shortcuts all follow from the same list. */
import type { MessageKey } from '../../text/catalog.ts';

export const groups = ['edit', 'canvas', 'file', 'training', 'page'] as const;
export type Group = (typeof groups)[number];

/** What only components can do. */
export interface Page {
  toggleColorScheme(): void;
}

export interface Command {
  readonly id: string;
  readonly label: MessageKey;
  readonly group: Group;
  /** English words that it is also found by. */
  readonly keywords?: MessageKey;
  /** `Mod` is Command on a Mac and Control elsewhere: `Mod+Shift+Z`. The first is the one that is shown. */
  readonly shortcuts: readonly string[];
  /** Works while a field has the focus, too. */
  readonly inFields?: boolean;
  /** The browser turns the keys into an event of its own (copy, paste), which is what is listened to. */
  readonly byBrowser?: boolean;
  readonly when: () => boolean;
  readonly run: (page: Page) => void;
}

export const always = (): boolean => true;
