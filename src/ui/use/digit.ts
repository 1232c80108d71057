/** A drawing made into what the digits' network knows: strokes as wide as in the data set, fitted and centred as there. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The pen's way from down to up, in any unit; one point is a dot. */
export type Stroke = readonly Point[];

/** Rows and columns of a digit. */
export const side = 28;
/** LeCun et al. scaled every digit into a box of 20 pixels and put its centre of mass into the middle of 28. */
const box = 20;
/** Half the width of a pen's line in the data set, in pixels. */
const radius = 1.25;

/** Grey from 0 to 1, row by row; null when nothing has been drawn. */
export function digitOf(strokes: readonly Stroke[]): Float32Array | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const extent = Math.max(right - left, bottom - top);
  // The line's own width belongs to the box; a dot keeps its size.
  const scale = extent > 0 ? (box - 2 * radius) / extent : 1;
  const fitted = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: (x - (left + right) / 2) * scale + side / 2,
      y: (y - (top + bottom) / 2) * scale + side / 2,
    })),
  );
  const mass = centreOfMass(rasterise(fitted));
  const shift = { x: side / 2 - mass.x, y: side / 2 - mass.y };
  return rasterise(fitted.map((stroke) => stroke.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y }))));
}

/** Each pixel is as grey as the nearest line covers it. */
function rasterise(strokes: readonly Stroke[]): Float32Array {
  const pixels = new Float32Array(side * side);
  for (const stroke of strokes) {
    for (const [index, from] of stroke.entries()) {
      const to = stroke[index + 1] ?? from;
      const rows = [Math.min(from.y, to.y) - radius - 1, Math.max(from.y, to.y) + radius + 1] as const;
      const columns = [Math.min(from.x, to.x) - radius - 1, Math.max(from.x, to.x) + radius + 1] as const;
      for (let row = Math.max(Math.floor(rows[0]), 0); row < Math.min(rows[1], side); row++) {
        for (let column = Math.max(Math.floor(columns[0]), 0); column < Math.min(columns[1], side); column++) {
          const away = distance({ x: column + 0.5, y: row + 0.5 }, from, to);
          const grey = Math.min(Math.max(radius + 0.5 - away, 0), 1);
          const at = row * side + column;
          pixels[at] = Math.max(pixels[at] ?? 0, grey);
        }
      }
    }
  }
  return pixels;
}

/** From a point to a segment. */
function distance(point: Point, from: Point, to: Point): number {
  const along = { x: to.x - from.x, y: to.y - from.y };
  const squares = along.x ** 2 + along.y ** 2;
  const share = squares > 0 ? ((point.x - from.x) * along.x + (point.y - from.y) * along.y) / squares : 0;
  const t = Math.min(Math.max(share, 0), 1);
  return Math.hypot(point.x - from.x - t * along.x, point.y - from.y - t * along.y);
}

function centreOfMass(pixels: Float32Array): Point {
  let [mass, x, y] = [0, 0, 0];
  for (const [index, grey] of pixels.entries()) {
    mass += grey;
    x += grey * ((index % side) + 0.5);
    y += grey * (Math.floor(index / side) + 0.5);
  }
  return { x: x / mass, y: y / mass };
}
