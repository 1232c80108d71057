/** What is wrong with something that a person gave the network, as the sentence that stands beside it. */
import { plainText } from '../../check/explain.ts';
import type { RunFailure } from '../../protocol/events.ts';
import { explainFailure } from '../dock/explain-failure.ts';

/** What the data side says of an example names no block that the person would know. */
export const givenFault = (failure: RunFailure): string =>
  failure.code === 'data' ? failure.message : plainText(explainFailure(failure, (block) => block));
