/** The session that all tabs share: none of them takes another's work away unasked. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createSessionStore, type Session } from '../../../src/ui/persistence/session.ts';
import { savedView, viewStore } from '../../../src/ui/store/view.ts';

const view = savedView(viewStore.getState());
const holding = (document: string): Session => ({ document, view, selection: [] });
const documentIn = async (name: string) => (await createSessionStore(name).load())?.document ?? null;

test('what is saved is there on the next visit', async () => {
  const tab = createSessionStore('visit');
  expect(await tab.load()).toBeNull();
  expect(await tab.save(holding('a'), false)).toBe(true);
  expect(await tab.save(holding('b'), false)).toBe(true);
  expect(await createSessionStore('visit').load()).toMatchObject(holding('b'));
});

test('a tab does not overwrite what another has stored since, until it is told to', async () => {
  await createSessionStore('tabs').save(holding('shared'), false);
  const [one, other] = [createSessionStore('tabs'), createSessionStore('tabs')];
  await one.load();
  await other.load();
  expect(await one.save(holding('by one'), false)).toBe(true);
  expect(await other.save(holding('by the other'), false)).toBe(false);
  expect(await documentIn('tabs')).toBe('by one');
  expect(await other.save(holding('by the other'), true)).toBe(true);
  expect(await one.save(holding('by one, later'), false)).toBe(false);
  expect(await documentIn('tabs')).toBe('by the other');
});

test('a tab that only looks at the same document disturbs nobody', async () => {
  await createSessionStore('look').save(holding('shared'), false);
  const [one, other] = [createSessionStore('look'), createSessionStore('look')];
  await one.load();
  await other.load();
  expect(await other.save({ ...holding('shared'), selection: ['conv1'] }, false)).toBe(true);
  expect(await one.save(holding('by one'), false)).toBe(true);
});
