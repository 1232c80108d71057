/** A growing byte buffer with the number encodings of the WebAssembly binary format. */
export class ByteWriter {
  private buffer = new Uint8Array(256);
  private size = 0;

  get length(): number {
    return this.size;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.size++] = value;
  }

  /** Unsigned LEB128, below 2^32. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit number. */
  signed(value: number): void {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
      this.byte(done ? low : low | 0x80);
      if (done) return;
    }
  }

  /** IEEE single precision, little endian. */
  f32(value: number): void {
    this.reserve(4);
    new DataView(this.buffer.buffer).setFloat32(this.size, value, true);
    this.size += 4;
  }

  /** IEEE double precision, little endian. */
  f64(value: number): void {
    this.reserve(8);
    new DataView(this.buffer.buffer).setFloat64(this.size, value, true);
    this.size += 8;
  }

  raw(bytes: Uint8Array | readonly number[]): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.size);
    this.size += bytes.length;
  }

  /** A length-prefixed ASCII name. */
  name(text: string): void {
    this.unsigned(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  /** Another writer's bytes after their count. */
  sized(content: ByteWriter): void {
    this.unsigned(content.length);
    this.raw(content.bytes());
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.size);
  }

  private reserve(count: number): void {
    if (this.size + count <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.size + count, 2 * this.buffer.length));
    grown.set(this.buffer.subarray(0, this.size));
    this.buffer = grown;
  }
}
