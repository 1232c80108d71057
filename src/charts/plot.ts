/** uPlot behind one small door: axes and curves in token colours, and what it does not draw itself (diamonds, labels, now). */
import uPlot from 'uplot';
import { decimate, type Points } from './decimate.ts';
import { isShown, type Scale } from './extent.ts';
import { type Line, lastPlace, type Tone } from './line.ts';
import type { Tokens } from './tokens.ts';

export interface PlotStyle {
  readonly tokens: Tokens;
  readonly scale: Scale;
  /** Charts with the same key share one cursor. */
  readonly cursorKey: string;
  readonly formatTick: (value: number) => string;
  readonly formatPlace: (place: number) => string;
  /** The place under the pointer of any chart of the group; null when it leaves. */
  readonly onPoint: (place: number | null) => void;
}

/** What is drawn now. */
export interface Frame {
  /** As many, in the same order, as the plot was made for. */
  readonly lines: readonly Line[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Where the run stands: a dashed line. */
  readonly now: number | null;
  readonly marks: readonly Mark[];
}

/** Where something begins along the x axis: a dashed line with its name at the top, at its right. */
export interface Mark {
  readonly at: number;
  readonly label: string;
}

/** Dashes of earlier runs, so that they are told apart without colour. */
const dashes: readonly (readonly number[])[] = [
  [6, 3],
  [2, 3],
  [10, 4],
  [6, 3, 2, 3],
  [1, 4],
  [12, 3, 2, 3],
];

/** Curves and their noise: the series of the plot, in the order in which they are painted. */
interface Stroke {
  readonly line: number;
  readonly noise: boolean;
}

export class Plot {
  private readonly plot: uPlot;
  private readonly strokes: readonly Stroke[];
  /** Diamonds and ends: points of the curves as they are drawn. */
  private drawn: readonly Points[] = [];

  constructor(
    element: HTMLElement,
    size: { readonly width: number; readonly height: number },
    private frame: Frame,
    private readonly style: PlotStyle,
  ) {
    this.strokes = strokesOf(frame.lines);
    this.plot = new uPlot(this.options(size), this.data(size.width), element);
  }

  update(frame: Frame): void {
    this.frame = frame;
    this.plot.setData(this.data(this.plot.width));
  }

  resize(size: { readonly width: number; readonly height: number }): void {
    this.plot.setSize(size);
    this.plot.setData(this.data(size.width));
  }

  destroy(): void {
    this.plot.destroy();
  }

  private data(width: number): uPlot.AlignedData {
    const { lines, x } = this.frame;
    const { scale } = this.style;
    const thin = (line: Line, y: ArrayLike<number>): Points => {
      const { x: places, y: values } = decimate(line.x, y, line.unit, x, Math.max(50, Math.round(width)));
      const kept = values.map((value) => isShown(value, scale));
      return { x: places.filter((_, i) => kept[i]), y: values.filter((_, i) => kept[i]) };
    };
    this.drawn = lines.map((line) => thin(line, line.y));
    const tables = this.strokes.map(({ line: index, noise }): uPlot.AlignedData => {
      const line = lines[index] as Line;
      const points = noise ? thin(line, line.raw ?? []) : (this.drawn[index] as Points);
      return [points.x, points.y];
    });
    // The ends of the axis are in every table, so that there is something to point at before the first value.
    return uPlot.join([[[x[0], x[1]]], ...tables] as uPlot.AlignedData[]);
  }

  private options(size: { readonly width: number; readonly height: number }): uPlot.Options {
    const { tokens, scale, cursorKey, formatTick, formatPlace } = this.style;
    // uPlot scales whole pixels only: half of one would leave the text tiny on dense screens.
    const font = `11px ${tokens.read('--gw-font')}`;
    const label = tokens.read('--gw-ink-3');
    return {
      ...size,
      padding: [6, 12, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { show: false },
        sync: { key: cursorKey, scales: ['x', null] },
      },
      scales: {
        x: { time: false, range: () => [...this.frame.x] },
        y: { distr: scale === 'log' ? 3 : 1, range: () => [...this.frame.y] },
      },
      axes: [
        {
          font,
          stroke: label,
          size: 22,
          gap: 5,
          grid: { show: false },
          ticks: { show: false },
          splits: () => [...this.frame.xTicks],
          values: (_, splits) => splits.map(formatPlace),
        },
        {
          font,
          stroke: label,
          size: 50,
          gap: 8,
          grid: { stroke: tokens.read('--gw-line'), width: 1 },
          ticks: { show: false },
          splits: () => [...this.frame.yTicks],
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map(formatTick),
        },
      ],
      series: [{}, ...this.strokes.map((stroke) => this.series(stroke))],
      hooks: {
        draw: [() => this.drawOver()],
        setCursor: [
          ({ cursor }) => {
            const left = cursor.left ?? -1;
            this.style.onPoint(left < 0 ? null : this.plot.posToVal(left, 'x'));
          },
        ],
      },
    };
  }

  private series({ line: index, noise }: Stroke): uPlot.Series {
    const line = this.frame.lines[index] as Line;
    const { color, width } = looks[line.tone];
    const dash = line.tone === 'other' ? dashes[this.rank(index) % dashes.length] : looks[line.tone].dash;
    return {
      stroke: this.style.tokens.read(color),
      // Browsers draw lines of one pixel piece by piece, and where the pieces meet the colour adds up: a little wider is one shape.
      width: noise ? 1.1 : width,
      alpha: noise ? 0.22 : 1,
      points: { show: false },
      ...(dash !== undefined && { dash: [...dash] }),
    };
  }

  /** Which of the earlier runs it is. */
  private rank = (index: number): number =>
    this.frame.lines.slice(0, index).filter((line) => line.tone === 'other').length;

  private drawOver(): void {
    const { plot, frame } = this;
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    const room = 6 * uPlot.pxRatio;
    ctx.rect(bbox.left - room, bbox.top - room, bbox.width + 2 * room, bbox.height + 2 * room);
    ctx.clip();
    ctx.lineWidth = uPlot.pxRatio;
    for (const at of [...frame.marks.map((mark) => mark.at), ...(frame.now === null ? [] : [frame.now])])
      this.drawAt(at);
    for (const [index, line] of frame.lines.entries()) {
      if (line.marked) this.drawDiamonds(line, this.drawn[index] as Points);
      else if (line.tone === 'train') this.drawEnd(line, this.drawn[index] as Points);
    }
    ctx.restore();
    this.drawMarks();
    this.drawLabels();
  }

  private at = (x: number, y: number): readonly [number, number] => [
    this.plot.valToPos(x, 'x', true),
    this.plot.valToPos(y, 'y', true),
  ];

  private drawMarks(): void {
    const { ctx, bbox } = this.plot;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.font = `${11 * ratio}px ${this.style.tokens.read('--gw-font')}`;
    ctx.fillStyle = this.style.tokens.read('--gw-ink-2');
    ctx.strokeStyle = this.style.tokens.read('--gw-surface');
    ctx.lineWidth = 4 * ratio;
    ctx.lineJoin = 'round';
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    for (const { at, label } of this.frame.marks) {
      const x = this.plot.valToPos(at, 'x', true) + 6 * ratio;
      ctx.strokeText(label, x, bbox.top);
      ctx.fillText(label, x, bbox.top);
    }
    ctx.restore();
  }

  private drawAt(place: number): void {
    const { ctx, bbox } = this.plot;
    const x = Math.round(this.plot.valToPos(place, 'x', true)) + 0.5;
    ctx.strokeStyle = this.style.tokens.read('--gw-line-strong');
    ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  private drawDiamonds(line: Line, points: Points): void {
    const { ctx } = this.plot;
    const half = 4 * uPlot.pxRatio;
    ctx.fillStyle = this.style.tokens.read('--gw-surface');
    ctx.strokeStyle = this.style.tokens.read(looks[line.tone].color);
    ctx.lineWidth = 1.5 * uPlot.pxRatio;
    let next = Number.NEGATIVE_INFINITY;
    for (const [i, place] of points.x.entries()) {
      const [x, y] = this.at(place, points.y[i] as number);
      // Where they would run into one another some stay away; the last one is always there.
      if (x < next && i < points.x.length - 1) continue;
      next = x + 3.5 * half;
      ctx.beginPath();
      ctx.moveTo(x, y - half);
      ctx.lineTo(x + half, y);
      ctx.lineTo(x, y + half);
      ctx.lineTo(x - half, y);
      ctx.closePath();
      ctx.fill();
      ctx.stroke();
    }
  }

  private drawEnd(line: Line, points: Points): void {
    const [place, value] = [points.x.at(-1), points.y.at(-1)];
    if (place === undefined || value === undefined) return;
    const { ctx } = this.plot;
    const [x, y] = this.at(place, value);
    ctx.fillStyle = this.style.tokens.read(looks[line.tone].color);
    ctx.strokeStyle = this.style.tokens.read('--gw-surface');
    ctx.lineWidth = 1.5 * uPlot.pxRatio;
    ctx.beginPath();
    ctx.arc(x, y, 3.5 * uPlot.pxRatio, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }

  /** The names of earlier runs at the ends of their curves, moved apart where they would lie over each other. */
  private drawLabels(): void {
    const { plot, frame } = this;
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    const height = 12 * ratio;
    const labels = frame.lines
      .flatMap((line, index) => {
        const value = this.drawn[index]?.y.at(-1);
        if (line.tone !== 'other' || value === undefined) return [];
        const [x, y] = this.at(Math.min(lastPlace(line), frame.x[1]), value);
        return [{ text: line.label, x, y }];
      })
      .sort((a, b) => a.y - b.y);
    ctx.save();
    ctx.font = `${11 * ratio}px ${this.style.tokens.read('--gw-font')}`;
    ctx.fillStyle = this.style.tokens.read('--gw-ink-2');
    // A rim of the panel's colour keeps a label readable where it lies on a curve.
    ctx.strokeStyle = this.style.tokens.read('--gw-surface');
    ctx.lineWidth = 4 * ratio;
    ctx.lineJoin = 'round';
    ctx.textBaseline = 'middle';
    let free = bbox.top + height / 2;
    for (const { text, x, y } of labels) {
      const width = ctx.measureText(text).width;
      const right = x + 6 * ratio + width <= bbox.left + bbox.width;
      const row = Math.max(free, Math.min(y - (right ? 0 : height * 0.7), bbox.top + bbox.height - height / 2));
      const left = right ? x + 6 * ratio : bbox.left + bbox.width - width - 8 * ratio;
      ctx.strokeText(text, left, row);
      ctx.fillText(text, left, row);
      free = row + height;
    }
    ctx.restore();
  }
}

interface Look {
  readonly color: `--gw-${string}`;
  readonly width: number;
  readonly dash?: readonly number[];
}

const looks: { readonly [T in Tone]: Look } = {
  train: { color: '--gw-train', width: 1.75 },
  validation: { color: '--gw-val', width: 1.75 },
  other: { color: '--gw-ink-3', width: 1.25 },
  truth: { color: '--gw-ink-3', width: 1.25 },
  ahead: { color: '--gw-train', width: 1.75 },
  drawn: { color: '--gw-val', width: 1.75, dash: [5, 3] },
};

/** Earlier runs lie under the present one, noise under its own curve. */
function strokesOf(lines: readonly Line[]): readonly Stroke[] {
  const all = lines.map((line, index) => ({ line, index }));
  const ordered = [
    ...all.filter(({ line }) => line.tone === 'other'),
    ...all.filter(({ line }) => line.tone !== 'other'),
  ];
  return ordered.flatMap(({ line, index }) => [
    ...(line.raw === undefined ? [] : [{ line: index, noise: true }]),
    { line: index, noise: false },
  ]);
}
