/** Plays sounds that are numbers already, one at a time. */
import { useEffect, useState } from 'react';

let context: AudioContext | null = null;
let playing: AudioBufferSourceNode | null = null;

/** Samples from −1 to 1, so many a second; what sounded before stops. Resolves when it is over or stopped. */
export async function play(samples: Float32Array, rate: number): Promise<void> {
  stopPlaying();
  if (samples.length === 0) return;
  context ??= new AudioContext();
  const source = context.createBufferSource();
  source.buffer = context.createBuffer(1, samples.length, rate);
  source.buffer.getChannelData(0).set(samples);
  source.connect(context.destination);
  playing = source;
  const over = new Promise<void>((resolve) => source.addEventListener('ended', () => resolve()));
  // A page that nobody has touched yet may not sound.
  await context.resume();
  if (playing !== source) return;
  source.start();
  await over;
}

export function stopPlaying(): void {
  playing?.stop();
  playing = null;
}

/** Whether this sound plays, and what starts or stops it. */
export function usePlaying(samples: Float32Array, rate: number): readonly [plays: boolean, toggle: () => void] {
  const [plays, setPlays] = useState(false);
  useEffect(() => (plays ? stopPlaying : undefined), [plays]);
  const toggle = () => {
    if (plays) return stopPlaying();
    setPlays(true);
    void play(samples, rate).finally(() => setPlays(false));
  };
  return [plays, toggle];
}
