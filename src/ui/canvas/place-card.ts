/** Finds a place for the diagnostic card beside what is wrong, where it covers no block and leaves the canvas nowhere. */
import type { Point, Rect } from './route.ts';

export interface Placement {
  readonly left: number;
  readonly top: number;
  /** Side of the card that the arrow is on, and how far along; null where the card stands too far off to point. */
  readonly arrow: { readonly side: 'top' | 'bottom'; readonly along: number } | null;
}

const GAP = 18;
const MARGIN = 12;
const ARROW_MARGIN = 24;
/** Distances from what is wrong that are tried, in pixels. */
const shifts = [0, 40, 80, 120, 160, 200, 240];

/** Everything in pixels of the canvas. `at` has the height of what the arrow points at on both sides of its centre. */
export function placeCard(
  at: Point & { readonly half: number },
  card: { readonly width: number; readonly height: number },
  blocks: readonly Rect[],
  canvas: { readonly width: number; readonly height: number },
): Placement {
  let best: Placement = { left: MARGIN, top: MARGIN, arrow: null };
  let least = Number.POSITIVE_INFINITY;
  for (const side of ['top', 'bottom'] as const) {
    for (const shift of shifts) {
      for (const along of [ARROW_MARGIN, card.width / 2, card.width - ARROW_MARGIN]) {
        const near = side === 'top' ? at.y + at.half + GAP : at.y - at.half - GAP - card.height;
        const left = clamp(at.x - along, MARGIN, canvas.width - card.width - MARGIN);
        const top = clamp(side === 'top' ? near + shift : near - shift, MARGIN, canvas.height - card.height - MARGIN);
        const rect = { x: left, y: top, ...card };
        const covered = blocks.reduce((sum, block) => sum + overlap(rect, block), 0);
        const off = Math.abs(top - near);
        const cost = covered + off * 40 + Math.abs(left - (at.x - along)) * 10;
        if (cost >= least) continue;
        least = cost;
        const pointing = { side, along: clamp(at.x - left, ARROW_MARGIN, card.width - ARROW_MARGIN) };
        best = { left, top, arrow: off < 1 ? pointing : null };
      }
    }
  }
  return best;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
