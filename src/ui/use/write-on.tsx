/** Lets the network go on from a beginning that a person gives, with the temperature and the length that they choose. */
import { Button, NumberInput, Slider, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed } from '../../text/format.ts';
import { givenFault } from './given-fault.ts';
import card from './use.module.css';
import classes from './writing.module.css';

export interface WritingSettings {
  readonly prompt: string;
  readonly temperature: number;
}

export interface WriteOnProps {
  readonly settings: WritingSettings;
  readonly onChange: (settings: WritingSettings) => void;
  readonly onWriting: (writes: boolean) => void;
}

const lengths = { least: 10, usual: 300, most: 2000 } as const;
const boldest = 1.5;
/** Tokens that are asked for at once: the text grows before one's eyes, and can be stopped. */
const piece = 20;

export function WriteOn({ settings, onChange, onWriting }: WriteOnProps) {
  const { prompt, temperature } = settings;
  const [length, setLength] = useState<number>(lengths.usual);
  const { text, writes, fault, write, stop } = useWriter(settings, length, onWriting);
  const id = useId();
  return (
    <section className={`${card.card} ${classes.writer}`} aria-label={message('use.write-title')}>
      <header className={card.head}>
        <h3>{message('use.write-title')}</h3>
      </header>
      <div className={classes.settings}>
        <TextInput
          className={classes.prompt}
          label={message('use.write-prompt')}
          placeholder={message('use.write-prompt-empty')}
          value={prompt}
          error={fault !== null}
          aria-describedby={`${id} fault`}
          onChange={(event) => onChange({ ...settings, prompt: event.currentTarget.value })}
        />
        <div className={classes.temperature} title={message('use.write-temperature-note')}>
          <span id={`${id} temperature`}>
            {message('use.write-temperature')} <b>{formatFixed(temperature, 2)}</b>
          </span>
          <Slider
            size="xs"
            thumbProps={{ 'aria-labelledby': `${id} temperature` }}
            label={null}
            min={0}
            max={boldest}
            step={0.05}
            value={temperature}
            onChange={(value) => onChange({ ...settings, temperature: value })}
          />
        </div>
        <NumberInput
          className={classes.length}
          label={message('use.write-length')}
          min={lengths.least}
          max={lengths.most}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          value={length}
          onChange={(value) => typeof value === 'number' && setLength(value)}
        />
        <Button variant="default" onClick={writes ? stop : () => void write()}>
          {message(writes ? 'use.write-stop' : 'use.write')}
        </Button>
      </div>
      <p id={`${id} fault`} className={classes.fault} aria-live="polite">
        {fault}
      </p>
      <output className={`${classes.written} ${card.scrolled}`} aria-label={message('use.write-text')}>
        {text === null ? (
          <span className={card.hint}>{message('use.write-empty')}</span>
        ) : (
          <>
            <b>{text.prompt}</b>
            {text.added}
          </>
        )}
      </output>
    </section>
  );
}

interface Written {
  readonly prompt: string;
  readonly added: string;
}

/** Writes piece by piece; each begins with all that is there. */
function useWriter({ prompt, temperature }: WritingSettings, length: number, onWriting: (writes: boolean) => void) {
  const [text, setText] = useState<Written | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [writes, setWrites] = useState(false);
  /** The writing under way: another one each time, so that one that was stopped cannot go on as the next. */
  const current = useRef<object | null>(null);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );

  const note = (writing: object | null) => {
    current.current = writing;
    setWrites(writing !== null);
    onWriting(writing !== null);
  };
  const stop = () => note(null);
  const write = async () => {
    const mine = {};
    note(mine);
    setFault(null);
    setText({ prompt, added: '' });
    const seed = Math.floor(Math.random() * 2 ** 31);
    let added = '';
    for (let left = length, number = 0; left > 0; left -= piece, number++) {
      const request = { prompt: prompt + added, length: Math.min(piece, left), temperature, seed: seed + number };
      const written = await runsStore.getState().write(request);
      if (current.current !== mine) return;
      if (!written?.ok) {
        if (written) setFault(givenFault(written.error));
        break;
      }
      added += written.value;
      setText({ prompt, added });
    }
    stop();
  };
  return { text, writes, fault, write, stop };
}
