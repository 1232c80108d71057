/** Whether the window is so low that the rest of the inspector would push the parameters out: some sections begin folded then. */

const lowWindow = matchMedia('(max-height: 799px)');

export const isLow = (): boolean => lowWindow.matches;
