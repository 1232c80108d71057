/** A test with the editor open; anything that the browser complains about fails it. */
import { test as base } from '@playwright/test';
import { EditorPage } from './editor.page.ts';

export const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error.message}`));
    page.on('console', (line) => {
      // Chromium reports a violation of the Content-Security-Policy on the console, too.
      if (line.type() === 'error' || /content security policy/i.test(line.text()))
        complaints.push(`console: ${line.text()}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      if (reason !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()} ${reason}`);
    });
    // Someone who listens all the time keeps file choosers off the screen: to switch that on for each of them races with
    // the key that asks for it.
    page.on('filechooser', () => {});
    const editor = new EditorPage(page);
    await editor.open();
    await use(editor);
    base.expect(complaints, 'complaints of the browser').toEqual([]);
  },
});

export { expect } from '@playwright/test';
