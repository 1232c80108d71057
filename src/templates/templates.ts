/** The graphs that come with Gradwire, in the order in which they are shown. */
import { autoencoder } from './autoencoder.ts';
import { lenet } from './lenet.ts';
import { lenetNorm } from './lenet-norm.ts';
import { mlp } from './mlp.ts';
import { plane } from './plane.ts';
import type { Template } from './template.ts';

export const templates: readonly Template[] = [plane, mlp, lenet, lenetNorm, autoencoder];
