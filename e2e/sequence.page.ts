/** What is seen of a sequence, as a person reads and walks it: the unrolled view over the canvas, and the dock's tab Gradient. */
import type { Locator } from '@playwright/test';
import type { EditorPage } from './editor.page.ts';

export class UnrolledPage {
  constructor(private readonly editor: EditorPage) {}

  view(block: string): Locator {
    return this.editor.canvas.getByRole('region', { name: `${block}, unrolled in time` });
  }

  /** From the tab Look inside. */
  async open(block: string): Promise<void> {
    await this.editor.inside.open(block);
    await this.editor.inspector.getByRole('button', { name: 'See it unrolled' }).click();
  }

  /** The present step as it is said aloud: `Step 7 of 28`. */
  get now(): Locator {
    return this.editor.canvas.getByRole('toolbar', { name: 'Walk through time' }).getByRole('status');
  }

  /** The copy of the cell at a step, counted from 1. */
  cell(step: number): Locator {
    return this.editor.canvas.getByRole('button', { name: new RegExp(`^Step ${step},`) });
  }

  async press(button: string): Promise<void> {
    await this.editor.canvas.getByRole('button', { name: button, exact: true }).click();
  }

  /** The right side of an equation with its numbers, by what it makes: `c` gives `0.73·0.12 + 0.49·0.03 = 0.10`. */
  async numbers(name: string): Promise<string> {
    const lines = this.editor.canvas.getByRole('region', { name: 'What the cell computes here' }).locator('dl > *');
    const texts = (await lines.allTextContents()).map((text) => text.replaceAll('−', '-').trim());
    const at = texts.findIndex((text) => text.startsWith(`${name}t =`));
    return (texts[at + 2] ?? '').replace(/^= /, '');
  }
}

export class GradientPage {
  constructor(private readonly editor: EditorPage) {}

  async open(): Promise<void> {
    await this.editor.showTab('Gradient');
  }

  /** The map of a run, by the kind of its block: `LSTM`. */
  map(kind: string): Locator {
    return this.editor.dock.getByRole('figure', { name: new RegExp(`^Gradient in ${kind},`) });
  }

  /** Lays an earlier run beside the present one. */
  async compareWith(run: RegExp): Promise<void> {
    await this.editor.dock.getByRole('button', { name: 'Compare runs' }).click();
    await this.editor.page.getByRole('menuitemcheckbox', { name: run }).click();
    await this.editor.press('Escape');
  }

  /** All that the maps hold, as CSV by way of the clipboard: the names of the columns, then a row for each training step. */
  async copy(): Promise<readonly (readonly string[])[]> {
    await this.editor.dock.getByRole('button', { name: 'Copy as CSV' }).click();
    const text = await this.editor.page.evaluate(() => navigator.clipboard.readText());
    return text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
  }
}
