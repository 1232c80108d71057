/** Drives the editor as a person does and in their words: blocks, wires, parameters, training, files. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { InsidePage } from './inside.page.ts';
import { GradientPage, UnrolledPage } from './sequence.page.ts';
import { UsePage } from './use.page.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export class EditorPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly palette: Locator;
  readonly inspector: Locator;
  readonly dock: Locator;
  readonly inside = new InsidePage(this);
  readonly use = new UsePage(this);
  readonly unrolled = new UnrolledPage(this);
  readonly gradient = new GradientPage(this);

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.palette = page.getByRole('navigation', { name: 'Blocks' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.dock = page.getByRole('region', { name: 'Training' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.palette.getByRole('searchbox')).toBeVisible();
  }

  /** Once what was done is stored. */
  async reload(): Promise<void> {
    await expect(this.saveState).toHaveText('Saved');
    await this.page.reload();
    await expect(this.palette.getByRole('searchbox')).toBeVisible();
  }

  get saveState(): Locator {
    return this.page.getByRole('banner').getByRole('status');
  }

  /** Presses on the block in the palette, moves the mouse over the canvas and lets go there. */
  async dragFromPalette(title: string, to: Place): Promise<void> {
    const row = await this.paletteRow(title);
    const from = await centreOf(row);
    const canvas = await boxOf(this.canvas);
    await this.drag(from, { x: canvas.x + to.x, y: canvas.y + to.y });
  }

  async addFromPalette(title: string): Promise<void> {
    await (await this.paletteRow(title)).click();
  }

  private async paletteRow(title: string): Promise<Locator> {
    const row = this.palette.getByRole('button', { name: title, exact: true });
    // Unfolds one family after the other until the block is there.
    const folded = this.palette.getByRole('button', { expanded: false });
    while ((await row.count()) === 0 && (await folded.count()) > 0) await folded.first().click();
    await row.scrollIntoViewIfNeeded();
    return row;
  }

  /** From an output to an input, each written `conv1.y`. */
  async wire(from: string, to: string): Promise<void> {
    await this.drag(await centreOf(this.port('output', from)), () => centreOf(this.port('input', to)));
    await expect(this.wireTo(to)).toBeAttached();
  }

  port(side: 'input' | 'output', name: string): Locator {
    return this.canvas.getByTestId(`${side} ${name}`);
  }

  wireTo(input: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Wire from .* to ${escaped(input)}(,|$)`) });
  }

  block(id: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${escaped(id)},`) });
  }

  get blocks(): Locator {
    return this.canvas.locator('.react-flow__node');
  }

  get wires(): Locator {
    return this.canvas.getByRole('group', { name: /^Wire from / });
  }

  /** What the wire into this input carries: `28×28×1`. */
  shape(input: string): Locator {
    return this.canvas.getByTestId(`shape ${input}`);
  }

  async select(id: string): Promise<void> {
    await this.block(id).click({ position: { x: 60, y: 14 } });
  }

  /** Puts the body of the block on the canvas, as a double click does. */
  async openCell(id: string): Promise<void> {
    await this.block(id).dblclick({ position: { x: 60, y: 14 } });
    await expect(this.breadcrumb).toBeVisible();
  }

  /** The way from the network to the body that is on the canvas. */
  get breadcrumb(): Locator {
    return this.canvas.getByRole('navigation', { name: 'What is on the canvas' });
  }

  async moveBlock(id: string, by: Place): Promise<void> {
    const box = await boxOf(this.block(id));
    const from = { x: box.x + 60, y: box.y + 14 };
    await this.drag(from, { x: from.x + by.x, y: from.y + by.y });
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Finds anything by its name and takes the first hit. */
  async find(text: string): Promise<void> {
    await this.press('Control+k');
    await expect(this.page.getByRole('combobox', { name: 'Find anything' })).toBeFocused();
    await this.page.keyboard.type(text);
    await this.press('Enter');
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).click();
  }

  async redo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Redo', exact: true }).click();
  }

  /** The exported file's text. */
  async exportJson(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export' }).click();
    await this.page.getByRole('menuitem', { name: 'Export as JSON' }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  async importJson(text: string, name = 'graph.json'): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.press('Control+o');
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  async openTemplate(name: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Templates' }).click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${escaped(name)}`) }).click();
  }

  /** Selects the block and sets one of its parameters in the inspector, by its label. */
  async setParam(id: string, label: string, value: string | number | boolean): Promise<void> {
    await this.select(id);
    await this.setField(label, value);
  }

  /** A setting of the training; nothing may be selected. */
  async setTraining(label: string, value: string | number | boolean): Promise<void> {
    await this.press('Escape');
    await this.setField(label, value);
  }

  private async setField(label: string, value: string | number | boolean): Promise<void> {
    const { inspector } = this;
    if (typeof value === 'boolean') {
      await inspector.getByRole('switch', { name: label }).setChecked(value);
    } else if (typeof value === 'number') {
      const field = inspector.getByRole('spinbutton', { name: label, exact: true });
      await field.fill(`${value}`);
      await field.press('Enter');
    } else {
      const segments = inspector.getByRole('radiogroup', { name: label });
      if ((await segments.count()) > 0) {
        await segments.getByText(value, { exact: true }).click();
      } else {
        await inspector.getByRole('combobox', { name: label }).click();
        await this.page.getByRole('option', { name: value, exact: true }).click();
      }
    }
  }

  async train(): Promise<void> {
    await this.dock.getByRole('button', { name: 'Train', exact: true }).click();
  }

  /** A button of the transport: Pause, Step, Resume, Stop, Restart. */
  async control(name: string): Promise<void> {
    await this.dock.getByRole('button', { name, exact: true }).click();
  }

  /** Steps that the present run has taken; 0 before it says so. */
  async step(): Promise<number> {
    const [told = '0'] = await this.dock.getByText(/^step [\d,]+$/).allTextContents();
    return Number(told.replace(/[^\d]/g, ''));
  }

  /** What the chart of this measure holds, as CSV by way of the clipboard. */
  async copyCurve(measure: string): Promise<string> {
    await this.showTab('Curves');
    const chart = this.dock.getByRole('figure', { name: `${measure} of the run` });
    await chart.hover();
    await chart.getByRole('button', { name: 'Copy as CSV' }).click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What stands in the legend of the accuracy's chart; null before the first evaluation. */
  async validationAccuracy(): Promise<number | null> {
    const chart = this.dock.getByRole('figure', { name: 'Accuracy of the run' });
    const told = /validation([\d.]+)\s%/.exec((await chart.locator('figcaption').textContent()) ?? '');
    return told === null ? null : Number(told[1]) / 100;
  }

  async waitForValidationAccuracy(least: number, timeout: number): Promise<void> {
    await expect.poll(() => this.validationAccuracy(), { timeout, intervals: [1000] }).toBeGreaterThanOrEqual(least);
  }

  /** The rows of the problems list. */
  async problems(): Promise<readonly string[]> {
    await this.showTab('Problems');
    return this.dock.getByRole('listitem').allInnerTexts();
  }

  async showTab(name: string): Promise<void> {
    await this.dock.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  /** The card at the fault. */
  get card(): Locator {
    return this.canvas.getByRole('dialog', { name: 'Problem' });
  }

  /** As a hand does: press, move in steps, let go; `to` is looked up again at the end, as the canvas may have moved. */
  private async drag(from: Place, to: Place | (() => Promise<Place>)): Promise<void> {
    const { mouse } = this.page;
    const target = async (): Promise<Place> => (typeof to === 'function' ? to() : to);
    const first = await target();
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + first.x) / 2, (from.y + first.y) / 2, { steps: 4 });
    await mouse.move(first.x, first.y, { steps: 4 });
    const last = await target();
    await mouse.move(last.x, last.y);
    await mouse.up();
  }
}

async function boxOf(locator: Locator): Promise<Place & { width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on the screen`);
  return box;
}

async function centreOf(locator: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
