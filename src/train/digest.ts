/** A digest of a run's curve: two runs with equal losses, bit for bit at every step, have equal digests. */

/** FNV-1a with 64 bits over the little-endian float64 of each loss, in 16-bit limbs so that nothing is allocated. */
export class CurveDigest {
  private readonly limbs = Uint16Array.of(0x2325, 0x8422, 0x9ce4, 0xcbf2);
  private readonly number = new Float64Array(1);
  private readonly bytes = new Uint8Array(this.number.buffer);

  add(loss: number): void {
    this.number[0] = loss;
    for (let i = 0; i < 8; i++) this.addByte(this.bytes[i] as number);
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return Array.from(this.limbs, (limb) => limb.toString(16).padStart(4, '0'))
      .reverse()
      .join('');
  }

  private addByte(byte: number): void {
    const { limbs } = this;
    const a = (limbs[0] as number) ^ byte;
    const b = limbs[1] as number;
    const c = limbs[2] as number;
    const d = limbs[3] as number;
    // The prime is 2^40 + 0x1b3: every limb times 0x1b3, and once more 40 bits further up.
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (a << 8) + (second >>> 16);
    const fourth = d * 0x1b3 + (b << 8) + (third >>> 16);
    limbs[0] = low;
    limbs[1] = second;
    limbs[2] = third;
    limbs[3] = fourth;
  }
}
