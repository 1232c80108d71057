/** The inspector's tab Look inside, and the dock's tab Use it, as a person reads and uses them. */
import { expect, type Locator } from '@playwright/test';
import type { EditorPage, Place } from './editor.page.ts';

export class InsidePage {
  constructor(private readonly editor: EditorPage) {}

  async open(block: string): Promise<void> {
    await this.editor.select(block);
    await this.editor.inspector.getByRole('tab', { name: 'Look inside' }).click();
  }

  section(name: string | RegExp): Locator {
    return this.editor.inspector.getByRole('region', { name });
  }

  get kernels(): Locator {
    return this.section('Kernels').getByRole('button', { name: /^Kernel \d+$/ });
  }

  get maps(): Locator {
    return this.section('Output maps').getByRole('button', { name: /^Map \d+$/ });
  }

  get examples(): Locator {
    return this.section('Example').getByRole('button', { name: /^Example \d+, / });
  }

  /** Norm and gradient norm as they are written. */
  async norms(weight: string): Promise<readonly string[]> {
    const row = this.section('Weights').getByRole('row', { name: new RegExp(`^${weight}`) });
    return row.getByRole('cell').allTextContents();
  }

  /** Moves the mouse onto a pixel of a map; both are counted from 1. */
  async point(map: number, row: number, column: number, size: number): Promise<void> {
    const picture = this.maps.nth(map - 1);
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (box === null) throw new Error(`map ${map} is not on the screen`);
    const position = { x: ((column - 0.5) / size) * box.width, y: ((row - 0.5) / size) * box.height };
    await picture.hover({ position });
  }

  /** The explained number: labels with values, read at one moment. */
  async facts(section: string): Promise<Readonly<Record<string, number>>> {
    const text = await this.section(section).locator('dl').innerText();
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const pairs = lines.flatMap((label, i) => (i % 2 === 0 ? [[label, numberOf(lines[i + 1] ?? '')] as const] : []));
    return Object.fromEntries(pairs);
  }
}

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
}

/** As the page writes numbers: `1,234`, `−0.5`, `29 %`. */
function numberOf(text: string): number {
  return Number(text.replaceAll(',', '').replace('−', '-').replace(/\s?%$/, ''));
}
