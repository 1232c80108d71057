/** Which key press a shortcut means, here and on a Mac. */
import { afterEach, expect, test, vi } from 'vitest';
import { commands } from '../../../src/ui/commands/all.ts';
import { keyCaps, matches } from '../../../src/ui/commands/keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }) as KeyboardEvent;

const on = (platform: string): void => void vi.stubGlobal('navigator', { platform });

afterEach(() => vi.unstubAllGlobals());

test('Mod is Control, and Command on a Mac', () => {
  on('Linux x86_64');
  expect(matches('Mod+Z', press('z', { ctrlKey: true }))).toBe(true);
  expect(matches('Mod+Z', press('z', { metaKey: true }))).toBe(false);
  expect(keyCaps('Mod+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  on('MacIntel');
  expect(matches('Mod+Z', press('z', { metaKey: true }))).toBe(true);
  expect(keyCaps('Mod+Shift+Z')).toEqual(['⌘', '⇧', 'Z']);
});

test('Shift makes another shortcut of a letter, and belongs to a sign', () => {
  on('Linux x86_64');
  expect(matches('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('Mod++', press('+', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matches('Shift+1', press('!', { code: 'Digit1', shiftKey: true }))).toBe(true);
});

test('no two commands share a shortcut or an id', () => {
  const shortcuts = commands.flatMap((command) => command.shortcuts);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
});
