/** What Gradwire uses of the package, which comes without types. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakWorker {
    /** 0 when there is such a voice. */
    set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    /** Gives the sound piece by piece, null at the end; true from `listen` ends it. */
    synthesize(text: string, listen: (samples: Int16Array | null) => boolean): void;
  }
  export default function load(): Promise<{ readonly eSpeakNGWorker: new () => EspeakWorker }>;
}
