/** Records a word: asks for the microphone, counts down, listens for a second and a half. */
import { Button } from '@mantine/core';
import { Mic } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { message } from '../../../text/catalog.ts';
import { type Microphone, MicrophoneError, openMicrophone } from './microphone.ts';
import classes from './sound.module.css';

/** Milliseconds: of a count, and of listening. */
const beat = 450;
const listening = 1500;
const counts = 3;

type Phase =
  | { readonly kind: 'rests' | 'asks' }
  | { readonly kind: 'counts'; readonly left: number; readonly microphone: Microphone }
  | { readonly kind: 'listens'; readonly microphone: Microphone };

export interface RecorderProps {
  readonly onRecording: (bytes: ArrayBuffer) => void;
  /** A sentence; empty when a new recording begins. */
  readonly onFault: (fault: string) => void;
}

export function Recorder({ onRecording, onFault }: RecorderProps) {
  const [phase, setPhase] = useState<Phase>({ kind: 'rests' });
  const alive = useRef(true);
  const open = useRef<Microphone | null>(null);
  const close = useCallback(() => {
    open.current?.close();
    open.current = null;
  }, []);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      close();
    };
  }, [close]);

  const record = async () => {
    onFault('');
    setPhase({ kind: 'asks' });
    try {
      const microphone = await openMicrophone();
      open.current = microphone;
      for (let left = counts; left > 0 && alive.current; left--) {
        setPhase({ kind: 'counts', left, microphone });
        await after(beat);
      }
      if (!alive.current) return;
      setPhase({ kind: 'listens', microphone });
      const bytes = await microphone.record(listening);
      if (alive.current) onRecording(bytes);
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      if (alive.current) onFault(message(`use.microphone-${error.fault}`));
    } finally {
      close();
      setPhase({ kind: 'rests' });
    }
  };

  return (
    <div className={classes.recorder}>
      <Button
        variant="default"
        leftSection={<Mic size={14} strokeWidth={1.75} />}
        disabled={phase.kind !== 'rests'}
        onClick={() => void record()}
      >
        {phase.kind === 'asks' ? message('use.record-asks') : message('use.record')}
      </Button>
      <output className={classes.count} data-listens={phase.kind === 'listens'}>
        {phase.kind === 'counts' && phase.left}
        {phase.kind === 'listens' && message('use.record-speak')}
      </output>
      {'microphone' in phase && <Level microphone={phase.microphone} />}
    </div>
  );
}

/** How loud it is now, drawn with every frame. */
function Level({ microphone }: { readonly microphone: Microphone }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      if (bar.current) bar.current.style.width = `${100 * microphone.level()}%`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [microphone]);
  return (
    <span className={classes.level} role="img" aria-label={message('use.record-level')}>
      <span ref={bar} />
    </span>
  );
}

const after = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
