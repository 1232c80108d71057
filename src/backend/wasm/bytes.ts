/** The number encodings of the WebAssembly binary format, and a growing buffer to write them to. */

/** Unsigned LEB128, below 2^32. */
export function unsignedBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/** Signed LEB128 of a 32-bit number. */
export function signedBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

const word = new DataView(new ArrayBuffer(8));

/** IEEE single precision, little endian. */
export function f32Bytes(value: number): number[] {
  word.setFloat32(0, value, true);
  return [0, 1, 2, 3].map((at) => word.getUint8(at));
}

/** IEEE double precision, little endian. */
export function f64Bytes(value: number): number[] {
  word.setFloat64(0, value, true);
  return [0, 1, 2, 3, 4, 5, 6, 7].map((at) => word.getUint8(at));
}

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

  unsigned(value: number): void {
    this.raw(unsignedBytes(value));
  }

  raw(bytes: Uint8Array | readonly number[]): void {
    this.reserve(bytes.length);
    // Most are instructions of a few bytes, for which `set` takes longer.
    if (bytes.length < 16) for (let i = 0; i < bytes.length; i++) this.buffer[this.size + i] = bytes[i]!;
    else this.buffer.set(bytes, this.size);
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
