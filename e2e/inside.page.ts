/** The inspector's tab Look inside, as a person reads and uses it. */
import type { Locator } from '@playwright/test';
import type { EditorPage } from './editor.page.ts';

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

  /** Looks at what was typed, drawn or spoken in Use it. */
  async chooseGiven(name: string): Promise<void> {
    await this.section('Example').getByText(name, { exact: true }).click();
  }

  /** Names of the values that a recurrent block shows over the steps, in their order. */
  async values(): Promise<readonly string[]> {
    const label = (await this.steps.getAttribute('aria-label')) ?? '';
    return /^Values of (.*) at every step/.exec(label)?.[1]?.split(', ') ?? [];
  }

  /** The picture of a block's values, with its cursor. */
  get steps(): Locator {
    return this.section(/^(Gates and states|States|Values at each step)$/).getByRole('slider');
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

/** As the page writes numbers: `1,234`, `−0.5`, `−8.4e−5`, `29 %`. */
export function numberOf(text: string): number {
  return Number(text.replaceAll(',', '').replaceAll('−', '-').replace(/\s?%$/, ''));
}
