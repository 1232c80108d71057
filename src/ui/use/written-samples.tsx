/** The live sample: written anew every few seconds while the network learns, with what it wrote at earlier steps under it. */
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback } from 'react';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { useAsked } from '../inside/use-asked.ts';
import { useRuns } from '../store/runs.ts';
import { givenFault } from './given-fault.ts';
import card from './use.module.css';
import type { WritingSettings } from './write-on.tsx';
import classes from './writing.module.css';
import { noteSample, useWritten } from './writing-history.ts';

/** Tokens of a sample. */
const length = 120;
/** One seed for all, so that samples differ by what has been learnt alone. */
const seed = 1;
/** Milliseconds from a sample to the next while steps run: writing must not slow them down. */
const pause = 2500;
const rest = 400;

export interface WrittenSamplesProps {
  readonly settings: WritingSettings;
  /** Something else is being written: one at a time. */
  readonly waits: boolean;
}

export function WrittenSamples({ settings, waits }: WrittenSamplesProps) {
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const running = useRuns((runs) => runs.current?.state === 'running');
  const fault = useSampling(settings, waits);
  const samples = useWritten(runId).toReversed();
  return (
    <section className={`${card.card} ${classes.samples}`} aria-label={message('use.samples')}>
      <header className={card.head}>
        <h3>{message('use.samples')}</h3>
        <span className={card.note}>{message('use.samples-note')}</span>
      </header>
      {fault !== null && <p className={classes.fault}>{fault}</p>}
      {samples.length === 0 && fault === null && <p className={card.hint}>{message('use.samples-none')}</p>}
      <ol className={`${classes.list} ${card.scrolled}`}>
        {samples.map(({ step, text }, index) => {
          const key = index === 0 && running ? 'use.sample-now' : 'use.sample-step';
          return (
            <li key={step} data-newest={index === 0}>
              <span>{message(key, { step: formatInteger(step) })}</span>
              <p>{text}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Asks for samples and remembers them; gives what is wrong with the beginning. */
function useSampling(settings: WritingSettings, waits: boolean): string | null {
  const [{ prompt, temperature }] = useDebouncedValue(settings, rest);
  const ask = useCallback(async (): Promise<string | null> => {
    const { current, write } = runsStore.getState();
    if (current === null) return null;
    const step = current.curve.lastStep;
    const written = await write({ prompt, temperature, length, seed });
    if (written?.ok) noteSample(current.id, { step, text: prompt + written.value });
    return written?.ok === false ? givenFault(written.error) : null;
  }, [prompt, temperature]);
  return useAsked(waits ? null : ask, pause)?.answer ?? null;
}
