/** English: opening, saving and what is wrong with a file. Keys begin with `file.`. */
export const file = {
  'file.save-name': '{name}.json',
} as const;
