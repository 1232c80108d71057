/** The dock's tab Use it, as a person uses it. */
import { expect, type Locator } from '@playwright/test';
import type { EditorPage, Place } from './editor.page.ts';
import { numberOf } from './inside.page.ts';

export class UsePage {
  constructor(private readonly editor: EditorPage) {}

  async open(): Promise<void> {
    await this.editor.showTab('Use it');
  }

  /** With the mouse, in shares of the field from its top left corner. */
  async draw(points: readonly Place[]): Promise<void> {
    const { mouse } = this.editor.page;
    const field = this.editor.dock.getByRole('img', { name: /^Drawing area/ });
    const box = await field.boundingBox();
    const [first] = points;
    if (box === null || first === undefined) throw new Error('there is nowhere or nothing to draw');
    const at = ({ x, y }: Place): [number, number] => [box.x + x * box.width, box.y + y * box.height];
    await mouse.move(...at(first));
    await mouse.down();
    for (const point of points) await mouse.move(...at(point), { steps: 5 });
    await mouse.up();
  }

  /** By class, from 0 to 1. */
  async probabilities(): Promise<readonly number[]> {
    const list = this.editor.dock.getByRole('list', { name: 'Probabilities' });
    await expect(list).toBeVisible();
    const texts = await list.getByRole('listitem').allInnerTexts();
    return texts.map((text) => numberOf(/([\d.]+) %/.exec(text)?.[1] ?? '') / 100);
  }

  /** Counts of truth by prediction. */
  async confusion(): Promise<readonly (readonly number[])[]> {
    const rows = this.editor.dock.getByRole('region', { name: 'Confusion matrix' }).locator('tbody tr');
    const texts = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
    return texts.map((cells) => cells.map((text) => (text === '' ? 0 : numberOf(text))));
  }

  /** Of a run that rests it is computed by itself. */
  async waitForConfusion(): Promise<void> {
    await expect(this.editor.dock.getByRole('button', { name: 'Compute again' })).toBeVisible({ timeout: 30_000 });
  }

  get mostWrong(): Locator {
    return this.editor.dock.getByRole('region', { name: 'Most wrong' }).getByRole('listitem');
  }

  /** A section of the tab by its title. */
  card(name: string): Locator {
    return this.editor.dock.getByRole('region', { name });
  }

  /** What the network says in words. */
  get answer(): Locator {
    return this.editor.dock.getByRole('status', { name: 'Answer' });
  }

  /** What is wrong with what was given. */
  get fault(): Locator {
    return this.editor.dock.getByRole('alert');
  }

  async type(text: string): Promise<void> {
    await this.card('Type a sentence').getByRole('textbox').fill(text);
  }

  /** What a network that writes has written, newest first. */
  get samples(): Locator {
    return this.card('As it learns').getByRole('listitem');
  }

  /** Lets it go on from the beginning. */
  async write(beginning: string, length: number): Promise<void> {
    const card = this.card('Let it write');
    await card.getByRole('textbox', { name: 'Beginning' }).fill(beginning);
    await card.getByRole('textbox', { name: 'Length' }).fill(`${length}`);
    await card.getByRole('button', { name: 'Write', exact: true }).click();
  }

  get written(): Locator {
    return this.card('Let it write').getByRole('status', { name: 'Written text' });
  }

  async giveSound(name: string, bytes: Buffer): Promise<void> {
    await this.card('Say a word')
      .getByLabel('Choose a file')
      .last()
      .setInputFiles({
        name,
        mimeType: name.endsWith('.wav') ? 'audio/wav' : 'application/json',
        buffer: bytes,
      });
  }
}
