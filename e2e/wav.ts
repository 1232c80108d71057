/** Sounds as files, made on the spot. */

/** A WAV file (RIFF, 16-bit PCM, one channel) of a function of the time in seconds, from −1 to 1. */
export function wav(rate: number, at: (seconds: number) => number, seconds: number): Buffer {
  const samples = Math.round(rate * seconds);
  const file = Buffer.alloc(44 + 2 * samples);
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(36 + 2 * samples, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(2 * samples, 40);
  for (let i = 0; i < samples; i++) file.writeInt16LE(Math.round(32_767 * at(i / rate)), 44 + 2 * i);
  return file;
}
