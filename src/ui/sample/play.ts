/** Plays sounds that are numbers already, one at a time. */
import { useEffect, useState } from 'react';

export interface Playing {
  /** Resolves when it has come to its end or was stopped. */
  readonly over: Promise<void>;
  /** Ends this sound, and none that was begun after it. */
  readonly stop: () => void;
}

let context: AudioContext | null = null;
let latest: Playing | null = null;

/** Samples from −1 to 1, so many a second; what sounded before stops. */
export function play(samples: Float32Array, rate: number): Playing {
  latest?.stop();
  context ??= new AudioContext();
  const source = context.createBufferSource();
  source.buffer = context.createBuffer(1, Math.max(samples.length, 1), rate);
  source.buffer.getChannelData(0).set(samples);
  source.connect(context.destination);
  const over = new Promise<void>((resolve) => source.addEventListener('ended', () => resolve()));
  // Begun before the page may sound, so that it can be stopped at any time: what was not begun cannot be.
  source.start();
  void context.resume();
  latest = { over, stop: () => source.stop() };
  return latest;
}

/** Whether this sound plays, and what starts or stops it. */
export function usePlaying(samples: Float32Array, rate: number): readonly [plays: boolean, toggle: () => void] {
  const [sound, setSound] = useState<Playing | null>(null);
  useEffect(() => sound?.stop, [sound]);
  const toggle = () => {
    if (sound) return sound.stop();
    const begun = play(samples, rate);
    setSound(begun);
    void begun.over.then(() => setSound((now) => (now === begun ? null : now)));
  };
  return [sound !== null, toggle];
}
