/** Drives the editor as a person does and in their words: blocks, wires, parameters, training, files. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

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
    if ((await row.count()) === 0) {
      for (const family of await this.palette.getByRole('button', { expanded: false }).all()) {
        await family.click();
        if ((await row.count()) > 0) break;
      }
    }
    await row.scrollIntoViewIfNeeded();
    return row;
  }

  /** From an output to an input, each written `conv1.y`. */
  async wire(from: string, to: string): Promise<void> {
    await this.drag(await centreOf(this.port('output', from)), await centreOf(this.port('input', to)));
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

  /** What the wire into this input carries: `28×28×1`. */
  shape(input: string): Locator {
    return this.canvas.getByTestId(`shape ${input}`);
  }

  async select(id: string): Promise<void> {
    await this.block(id).click({ position: { x: 60, y: 14 } });
  }

  async moveBlock(id: string, by: Place): Promise<void> {
    const box = await boxOf(this.block(id));
    const from = { x: box.x + 60, y: box.y + 14 };
    await this.drag(from, { x: from.x + by.x, y: from.y + by.y });
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
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
    await this.page.getByRole('button', { name: 'Templates' }).click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${escaped(name)}`) }).click();
  }

  /** As a hand does: press, move in steps, let go. */
  private async drag(from: Place, to: Place): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
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
