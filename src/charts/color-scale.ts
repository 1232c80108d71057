/** Numbers to colours: zero is the colour of the surface, signal is ink. Interpolated in sRGB between a few stops. */

export type Rgb = readonly [red: number, green: number, blue: number];

/** `map`: 0 to max. `diverging`: −max to max. `sequential`: 0 to max through five colours. */
export type ScaleKind = 'map' | 'diverging' | 'sequential';

export interface ColorScale {
  readonly kind: ScaleKind;
  /** From the smallest value to the largest; at least two. */
  readonly stops: readonly Rgb[];
}

/** `#16181b` or `#16181bff`; anything else is black. */
export function parseHex(text: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(text);
  const part = (index: number) => Number.parseInt(match?.[index] ?? '0', 16);
  return [part(1), part(2), part(3)];
}

/** The colour at `t`, 0 for the first stop and 1 for the last; outside it stays at the ends, NaN is the first. */
export function colorAt(stops: readonly Rgb[], t: number): Rgb {
  const place = Math.min(Math.max(Number.isNaN(t) ? 0 : t, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const from = stops[index] ?? [0, 0, 0];
  const to = stops[index + 1] ?? from;
  const share = place - index;
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + share * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** Where a value lies on its scale, 0 to 1; a scale without extent puts everything at its zero. */
export function placeOn(kind: ScaleKind, value: number, max: number): number {
  const share = max > 0 ? value / max : 0;
  return kind === 'diverging' ? 0.5 + share / 2 : share;
}

/** RGBA bytes of `values`, one pixel each. */
export function paint(values: ArrayLike<number>, scale: ColorScale, max: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (let i = 0; i < values.length; i++) {
    const [red, green, blue] = colorAt(scale.stops, placeOn(scale.kind, values[i] ?? 0, max));
    pixels[4 * i] = red;
    pixels[4 * i + 1] = green;
    pixels[4 * i + 2] = blue;
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

/** Black or white, whichever contrasts more with the colour (WCAG relative luminance). */
export function inkOn([red, green, blue]: Rgb): '#000000' | '#ffffff' {
  const linear = (byte: number) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return (luminance + 0.05) ** 2 > 0.05 * 1.05 ? '#000000' : '#ffffff';
}

/** The largest magnitude, for a scale that several pictures share. */
export function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i] ?? 0));
  return max;
}
