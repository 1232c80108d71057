/** Every template opens without a problem and takes a step. */
import { templates } from '../src/templates/templates.ts';
import { expect, test } from './fixture.ts';

for (const { id, name } of templates) {
  test(`the template ${id} has no problem and trains`, async ({ editor }) => {
    await editor.openTemplate(name);
    expect(await editor.problems()).toEqual([]);
    await editor.control('Step');
    await expect(editor.dock.getByText('Paused at step 1')).toBeAttached();
    await editor.showTab('Curves');
    const loss = editor.dock.getByRole('figure', { name: 'Loss of the run' });
    await expect(loss.locator('figcaption')).toContainText(/train\s*[\d.]+/);
    await editor.control('Stop');
  });
}
