/** Makes of a recording or a file what the Sound block gives: a second of one channel, about as loud as its clips. */

import { fitClip } from '../../../base/clip.ts';
import { clipLength, clipRate } from '../../../blocks/data/sound-sets.ts';

/** Peak of a recording that has been brought to the loudness of the clips. */
const peak = 0.5;
/** A recording that is never louder than this is the noise of a microphone that hears nothing. */
const silence = 0.005;

/** Rejects when the browser knows no such sound. */
export async function decode(bytes: ArrayBuffer): Promise<Float32Array> {
  // Decoding into a context converts to its sampling rate.
  const sound = await new OfflineAudioContext(1, 1, clipRate).decodeAudioData(bytes);
  return mixed(Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel)));
}

/** The mean of the channels. */
export function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels;
  return first.map((_, i) => channels.reduce((sum, channel) => sum + (channel[i] as number), 0) / channels.length);
}

/** A sound of any length as long and as loud as the clips. */
export const clipOf = (samples: Float32Array): Float32Array => asLoudAsClips(fitClip(samples, clipLength));

/** As loud as the clips; zeros for one in which nothing can be heard. */
export function asLoudAsClips(samples: Float32Array): Float32Array {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  const gain = loudest > silence ? peak / loudest : 0;
  return samples.map((sample) => sample * gain);
}
