/** A microphone that the person lets the page listen to. What it hears stays in the page. */

/** Why there is nothing to listen to. */
export type MicrophoneFault = 'missing' | 'refused' | 'busy' | 'unsupported';

export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
  constructor(readonly fault: MicrophoneFault) {
    super(fault);
  }
}

export interface Microphone {
  /** How loud it is now, from 0 (60 dB below the loudest) to 1. */
  level(): number;
  /** What is heard in so many milliseconds, in a container that the browser can decode. Rejects when the microphone is closed. */
  record(milliseconds: number): Promise<ArrayBuffer>;
  close(): void;
}

/** Asks the person. Rejects with a MicrophoneError. */
export async function openMicrophone(): Promise<Microphone> {
  if (navigator.mediaDevices === undefined || typeof MediaRecorder === 'undefined')
    throw new MicrophoneError('unsupported');
  const stream = await listen();
  try {
    return microphoneOn(stream);
  } catch (error) {
    stopTracks(stream);
    throw error instanceof DOMException ? new MicrophoneError('unsupported') : error;
  }
}

/** Throws a DOMException where the browser can play or record nothing. */
function microphoneOn(stream: MediaStream): Microphone {
  const recorder = new MediaRecorder(stream);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const heard = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(heard);
      return levelOf(heard);
    },
    record: (milliseconds) => recordBy(recorder, milliseconds),
    close: () => {
      stopTracks(stream);
      void context.close();
    },
  };
}

async function listen(): Promise<MediaStream> {
  try {
    // What is meant to help on the telephone changes a word.
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false } });
  } catch (error) {
    throw new MicrophoneError(faultOf(error instanceof DOMException ? error.name : ''));
  }
}

function faultOf(name: string): MicrophoneFault {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

function recordBy(recorder: MediaRecorder, milliseconds: number): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const pieces: Blob[] = [];
    const fail = () => reject(new MicrophoneError('busy'));
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    recorder.addEventListener('error', fail);
    recorder.addEventListener('start', () => {
      // A track that ends stops the recorder by itself.
      setTimeout(() => recorder.state === 'recording' && recorder.stop(), milliseconds);
    });
    recorder.addEventListener('stop', () => new Blob(pieces).arrayBuffer().then(resolve, fail));
    try {
      recorder.start();
    } catch {
      fail();
    }
  });
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Root mean square in decibels, 60 of them as 0 to 1. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(samples.length, 1) + 1e-12);
  return Math.min(Math.max(1 + decibels / 60, 0), 1);
}
