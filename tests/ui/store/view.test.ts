/** The page's arrangement: panels keep to their bounds, and what is saved comes back. */
import { expect, test } from 'vitest';
import { dockHeights, savedView, viewStore } from '../../../src/ui/store/view.ts';

test('a panel is never dragged beyond its bounds', () => {
  const heightAfter = (height: number): number | null => {
    viewStore.getState().setDockHeight(height);
    return viewStore.getState().dockHeight;
  };
  expect([-50, 179, 300.4, 2000].map(heightAfter)).toEqual([dockHeights.least, 180, 300, dockHeights.most]);
});

test('heights and widths are saved and restored', () => {
  viewStore.getState().setDockHeight(400);
  const saved = savedView(viewStore.getState());
  viewStore.getState().setDockHeight(200);
  viewStore.getState().restore(saved);
  expect(viewStore.getState().dockHeight).toBe(400);
});
