/** Shortcuts as text: which key press one means, and how a person reads it. */

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** `Mod+Shift+Z`; a sign such as `?` is the sign itself, however it is typed. */
export function matches(shortcut: string, event: KeyboardEvent): boolean {
  const { key, mod, shift } = parts(shortcut);
  const modPressed = isMac() ? event.metaKey : event.ctrlKey;
  if (modPressed !== mod || event.altKey) return false;
  if (/^Digit\d$/.test(event.code) && /^\d$/.test(key)) return event.code === `Digit${key}` && event.shiftKey === shift;
  const isSign = key.length === 1 && !/[a-z\d]/i.test(key);
  return event.key.toLowerCase() === key.toLowerCase() && (isSign || event.shiftKey === shift);
}

/** The keys to press, one by one: `Ctrl`, `Shift`, `Z`. */
export function keyCaps(shortcut: string): readonly string[] {
  const { key, mod, shift } = parts(shortcut);
  const caps = [key.length === 1 ? key.toUpperCase() : (names[key] ?? key)];
  if (shift) caps.unshift(isMac() ? '⇧' : 'Shift');
  if (mod) caps.unshift(isMac() ? '⌘' : 'Ctrl');
  return caps;
}

const names: { readonly [key: string]: string } = { Escape: 'Esc', Delete: 'Del' };

function parts(shortcut: string): { key: string; mod: boolean; shift: boolean } {
  const pieces = shortcut.endsWith('++') ? [...shortcut.slice(0, -2).split('+'), '+'] : shortcut.split('+');
  return { key: pieces.at(-1) ?? '', mod: pieces.includes('Mod'), shift: pieces.includes('Shift') };
}
