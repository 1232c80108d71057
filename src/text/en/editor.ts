/** English: canvas, palette, top bar, menus and the empty state. Keys begin with `editor.`. */
export const editor = {} as const;
