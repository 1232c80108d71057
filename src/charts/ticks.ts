/** Where the ticks of an axis stand: round numbers, four or five of them. */

/** Multiples of 1, 2 or 5 times a power of ten in [min, max], about `count` of them; whole ones where `whole` is set. */
export function linearTicks(min: number, max: number, count = 5, whole = false): number[] {
  const span = max - min;
  if (!(span > 0)) return Number.isFinite(min) ? [min] : [];
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  const step = whole ? Math.max(1, Math.round(factor * power)) : factor * power;
  const ticks: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) ticks.push(round(i * step));
  return ticks;
}

/** 1, 2 and 5 of each decade; fewer where they would crowd, and round numbers where there is less than a decade. */
export function logTicks(min: number, max: number, most = 6): number[] {
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = decadeTicks(min, max, digits, 1);
    if (digits.length === 3 && ticks.length < 3) return linearTicks(min, max, 4);
    if (ticks.length <= most) return ticks;
  }
  const decades = Math.log10(max / min);
  return decadeTicks(min, max, [1], Math.ceil(decades / (most - 1)));
}

function decadeTicks(min: number, max: number, digits: readonly number[], every: number): number[] {
  const ticks: number[] = [];
  const first = Math.floor(Math.log10(min) / every) * every;
  for (let exponent = first; 10 ** exponent <= max; exponent += every) {
    for (const digit of digits) {
      const tick = round(digit * 10 ** exponent);
      if (tick >= min && tick <= max) ticks.push(tick);
    }
  }
  return ticks;
}

/** Without the dust of binary fractions: 0.3, not 0.30000000000000004. */
const round = (value: number): number => Number(value.toPrecision(12));
