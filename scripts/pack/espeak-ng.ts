/** espeak-ng, the speech synthesiser, compiled to WebAssembly in the package @echogarden/espeak-ng-emscripten. */
import espeakNg, { type EspeakWorker } from '@echogarden/espeak-ng-emscripten';

/** Samples a second of what it says. */
export const espeakRate = 22_050;

export interface Utterance {
  /** Accent and variant: `en-us+m3`. */
  readonly voice: string;
  readonly text: string;
  /** Words a minute, 175 as a rule. */
  readonly speed: number;
  /** 0–99, 50 as a rule. */
  readonly pitch: number;
}

export interface Speaker {
  /** The utterance in [−1, 1] at `espeakRate`. Throws an Error for a voice that is not there. */
  say(utterance: Utterance): Float32Array;
}

/**
 * A speaker that says the same every time, if it says the same in the same order. While it is open the clock stands
 * still: espeak-ng seeds the noise in its consonants by the time of day.
 */
export async function withSpeaker<T>(use: (speaker: Speaker) => T): Promise<T> {
  const now = Date.now;
  Date.now = () => 0;
  try {
    const { eSpeakNGWorker: Worker } = await espeakNg();
    return use(speakerOf(new Worker()));
  } finally {
    Date.now = now;
  }
}

function speakerOf(worker: EspeakWorker): Speaker {
  let current = '';
  return {
    say({ voice, text, speed, pitch }) {
      if (voice !== current && worker.set_voice(voice, '', 0, 0, 0) !== 0) throw new Error(`no voice ${voice}`);
      current = voice;
      worker.set_rate(speed);
      worker.set_pitch(pitch);
      const chunks: Int16Array[] = [];
      worker.synthesize(text, (chunk) => {
        if (chunk) chunks.push(chunk);
        return false;
      });
      return Float32Array.from(
        chunks.flatMap((chunk) => [...chunk]),
        (value) => value / 32_768,
      );
    },
  };
}
