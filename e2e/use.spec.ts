/** Using what has been trained on sequences: a text that grows, a sentence, a word, a forecast, a cue that is recalled. */
import type { Document } from '../src/document/document.ts';
import { writeDocument } from '../src/document/file.ts';
import type { Training } from '../src/document/training.ts';
import { languageCnn } from '../src/templates/language-cnn.ts';
import { nextCharacter } from '../src/templates/next-character.ts';
import { recallAlmostLstm } from '../src/templates/recall.ts';
import { speechCnn } from '../src/templates/speech-cnn.ts';
import { weatherForecast } from '../src/templates/weather-forecast.ts';
import type { EditorPage } from './editor.page.ts';
import { expect, test } from './fixture.ts';
import { wav } from './wav.ts';

/** The graph with other settings of its training and of some of its blocks. */
function changed(
  document: Document,
  training: Partial<Training>,
  params: Record<string, Document['blocks'][number]['params']>,
): string {
  const blocks = document.blocks.map((block) => ({ ...block, params: { ...block.params, ...params[block.id] } }));
  return writeDocument({ ...document, blocks, training: { ...document.training, ...training } });
}

async function trainToEnd(editor: EditorPage, json: string): Promise<void> {
  await editor.importJson(json);
  await editor.train();
  await expect(editor.dock.getByText('Finished', { exact: true })).toBeVisible({ timeout: 45_000 });
}

test('a network that learns to write shows by itself what it writes, and goes on from a beginning', async ({
  editor,
}) => {
  const { use } = editor;
  // Small, so that what it writes changes from one look to the next.
  await editor.importJson(
    changed(nextCharacter.document, { epochs: 50 }, { lstm: { units: 32 }, passages: { length: 24 } }),
  );
  await editor.train();
  const newest = use.samples.first().getByRole('paragraph');
  await expect(newest).toBeVisible({ timeout: 20_000 });
  const first = await newest.innerText();
  await expect.poll(() => newest.innerText(), { timeout: 20_000 }).not.toBe(first);
  await expect.poll(() => use.samples.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await expect(use.samples.first()).toContainText(/^step [\d,]+, now/);
  await expect(use.samples.last()).toContainText(/^step \d+/);

  await use.write('Call me ', 40);
  await expect(use.written).toContainText(/^Call me .{30,}/s, { timeout: 20_000 });
  await expect(use.written).not.toContainText('�');
  await editor.control('Stop');

  await use.write('漢字', 20);
  await expect(use.card('Let it write')).toContainText(/the network knows nothing of it/);
});

test('a sentence that is typed is told its language; what the network cannot know is said beside the field', async ({
  editor,
}) => {
  const { use } = editor;
  await trainToEnd(
    editor,
    changed(
      languageCnn.document,
      { epochs: 4 },
      { conv: { filters: 48 }, pad: { length: 80 }, embedding: { units: 24 } },
    ),
  );
  await use.open();
  await use.type('Der Zug nach Erlangen hat heute leider wieder zehn Minuten Verspätung.');
  await expect(use.answer).toContainText('German');
  await use.type('漢字');
  await expect(use.card('Type a sentence')).toContainText(/Write it in a language and script that the data have/);
  await expect(use.answer).toHaveCount(0);
  await use
    .card('Type a sentence')
    .getByRole('button', { name: /^Tänään on kaunis/ })
    .click();
  await expect(use.answer).toContainText('Finnish');

  await use.waitForConfusion();
  expect((await use.confusion()).flat()).toHaveLength(30 * 30);
  await expect(use.card('Most often taken for another').getByRole('listitem').first()).toContainText(/ → /);
  await expect(use.mostWrong.first()).toContainText(/taken for/);
});

test('a word comes from the test part or a file; without a microphone a sentence says what would do', async ({
  editor,
}) => {
  const { use } = editor;
  await editor.importJson(changed(speechCnn.document, { epochs: 50 }, {}));
  await editor.train();
  await expect.poll(() => editor.step(), { timeout: 40_000 }).toBeGreaterThan(3);
  await editor.control('Pause');
  await use.open();
  const card = use.card('Say a word');
  await expect(card.getByText(/^Test clip 1 of 300$/)).toBeVisible();
  await expect(use.answer).toBeVisible();
  await card.getByRole('button', { name: 'Next example' }).click();
  await expect(card.getByText(/^Test clip 2 of 300$/)).toBeVisible();

  await use.giveSound(
    'tone.wav',
    wav(24_000, (t) => (t > 0.4 && t < 0.9 ? Math.sin(2 * Math.PI * 300 * t) : 0), 2),
  );
  await expect(card.getByRole('button', { name: 'Play: tone.wav' })).toBeVisible();
  await expect(use.answer).toBeVisible();
  await use.giveSound(
    'silence.wav',
    wav(8000, () => 0, 1),
  );
  await expect(use.fault).toContainText('The recording is silent');
  await use.giveSound('graph.json', Buffer.from('{}'));
  await expect(use.fault).toContainText('graph.json is no sound that the browser can read');
  await card.getByRole('button', { name: 'Record' }).click();
  await expect(use.fault).toContainText(/No microphone was found|may not use the microphone/);
  await editor.control('Stop');
});

test('a forecast is drawn over the truth and on from any day', async ({ editor }) => {
  const { use } = editor;
  await trainToEnd(editor, changed(weatherForecast.document, { epochs: 1 }, {}));
  await use.open();
  const card = use.card('Forecast');
  await expect(card.getByText(/^mean squared error [\d.]+ °C², “as the step before” [\d.]+$/)).toBeAttached();
  await expect(card.getByText(/^Draw on from 2015-\d\d-\d\d$/)).toBeVisible();
  const from = await card.getByText(/^Draw on from/).innerText();
  await card.getByRole('slider').press('ArrowRight');
  await expect(card.getByText(/^Draw on from/)).not.toHaveText(from);
  await card.getByRole('figure').hover();
  await expect(card.locator('figcaption').getByText('measured').locator('b')).toHaveText(/^−?[\d.]+ °C$/);
});

test('a memory task shows its sequence and the answer', async ({ editor }) => {
  const { use } = editor;
  await trainToEnd(editor, changed(recallAlmostLstm.document, {}, { task: { delay: 5, samples: 640 } }));
  await use.open();
  const card = use.card('A sequence and its answer');
  await expect(card.getByRole('img', { name: /^Delayed recall: \d( [a-j]){5} \?$/ })).toBeVisible();
  await expect(use.answer).toHaveText(/\d$/);

  await editor.showTab('Data');
  const examples = editor.dock.getByRole('region', { name: 'Examples' });
  await expect(examples.getByRole('listitem')).toHaveCount(50);
  await editor.dock.getByRole('button', { name: /^7 / }).click();
  const shown = await examples.getByRole('listitem').allInnerTexts();
  expect(shown.length).toBeGreaterThan(20);
  for (const text of shown) expect(text).toMatch(/^7\s+7/);
});

test('every template is found by what it is about', async ({ editor }) => {
  const { page } = editor;
  await page.getByRole('button', { name: /^All \d+ templates$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Templates' });
  await expect(dialog.getByRole('region')).toHaveCount(6);
  await dialog.getByText('Series', { exact: true }).first().click();
  await expect(dialog.getByRole('region')).toHaveCount(1);
  await dialog.getByRole('button', { name: new RegExp(`^${weatherForecast.name}`) }).click();
  await expect(dialog).toHaveCount(0);
  await expect(editor.blocks).toHaveCount(weatherForecast.document.blocks.length);

  await editor.showTab('Data');
  const chart = editor.dock.getByRole('figure', { name: 'Weather in Seattle' });
  await expect(chart.locator('figcaption b')).toHaveText(/^−?[\d.]+$/);
});
