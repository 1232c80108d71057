/** A word that is spoken, dropped as a file or taken from the test part: how it sounds, what the network sees and hears in it. */
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { check } from '../../../check/check.ts';
import type { Document } from '../../../document/document.ts';
import type { ExampleRef, Prediction } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger, formatPercent } from '../../../text/format.ts';
import { Arrows } from '../../arrows.tsx';
import { Bars } from '../../inside/bars.tsx';
import type { RunData } from '../../inside/run-data.ts';
import { useInspection } from '../../inside/use-inspection.ts';
import { useSamples } from '../../inside/use-samples.ts';
import { Clip } from '../../sample/clip.tsx';
import { Spectrogram } from '../../sample/spectrogram.tsx';
import { useRuns } from '../../store/runs.ts';
import { givenFault } from '../given-fault.ts';
import { likeliest, surenessOf } from '../likeliest.ts';
import card from '../use.module.css';
import { useGivenPrediction } from '../use-given-prediction.ts';
import { clipOf, decode } from './clip-of.ts';
import { Recorder } from './recorder.tsx';
import classes from './sound.module.css';
import { readSound, SoundFile } from './sound-file.tsx';

/** What is listened to: a test clip by its position, or a sound that came from outside. */
type Sound =
  | { readonly from: 'data'; readonly index: number }
  | { readonly from: 'outside'; readonly name: string; readonly values: Float32Array };

export interface SpeakingProps {
  readonly document: Document;
  readonly data: RunData;
}

export function Speaking({ document, data }: SpeakingProps) {
  const { sound, fault, setFault, goTo, take } = useSound();
  const { example, given, truth, answer, index, count } = useHeard(document, data, sound);
  const said = fault || (answer?.ok === false ? givenFault(answer.error) : '');
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    void take(readSound(file), file.name);
  };
  return (
    <section
      className={`${card.card} ${classes.card}`}
      aria-label={message('use.speak')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <header className={card.head}>
        <h3>{message('use.speak')}</h3>
        <p className={classes.fault} role="alert">
          {said}
        </p>
        {said === '' && (
          <span className={card.note}>{sound.from === 'data' ? data.spec.classes.join(', ') : sound.name}</span>
        )}
      </header>
      <div className={classes.columns}>
        <div className={classes.controls}>
          <Recorder
            onRecording={(bytes) => void take(Promise.resolve(bytes), message('use.recording'))}
            onFault={setFault}
          />
          <SoundFile onFile={(file) => void take(readSound(file), file.name)} />
          <div className={classes.pager}>
            <span>{message('use.test-clip', { index: formatInteger(index + 1), count: formatInteger(count) })}</span>
            <Arrows of="example" index={index} count={count} go={goTo} />
          </div>
        </div>
        <div className={classes.seen}>
          {example && given && (
            <Seen
              document={document}
              data={data}
              example={example}
              given={given}
              name={sound.from === 'data' ? message('use.clip') : sound.name}
            />
          )}
        </div>
        <div className={classes.heard}>{answer?.ok && <Words prediction={answer.value} truth={truth} />}</div>
      </div>
    </section>
  );
}

/** The sound as the network is given it, and what it is taken for; `index` and `count` are of the test clips. */
function useHeard(document: Document, data: RunData, sound: Sound) {
  const tests = useRuns((runs) => runs.current?.examples?.test ?? 0);
  const from = useMemo(() => (tests > 0 ? { ...data, part: 'test' as const, inspected: tests } : data), [data, tests]);
  const index = sound.from === 'data' ? sound.index : 0;
  const samples = useSamples(document, from, index, 1);
  // A clip that has not arrived yet can be neither heard nor judged.
  const isThere = samples?.indices[0] === index;
  const example = useMemo((): ExampleRef | null => {
    if (sound.from === 'outside') return { kind: 'given', cell: { values: sound.values, steps: null } };
    return isThere ? { kind: 'sample', part: from.part, index: sound.index } : null;
  }, [sound, isThere, from.part]);
  const latest = useGivenPrediction(example);
  const label = samples?.labels[0];
  return {
    example,
    given: sound.from === 'data' ? samples?.features : sound.values,
    truth: sound.from === 'data' && label !== undefined ? (data.spec.classes[label] ?? null) : null,
    answer: latest?.example === example ? latest.prediction : null,
    index,
    count: from.inspected,
  };
}

/** The sound that is listened to, and what is wrong with one that could not be taken. */
function useSound() {
  const [sound, setSound] = useState<Sound>({ from: 'data', index: 0 });
  const [fault, setFault] = useState('');
  /** The choice made last: one that is decoded slowly does not come after it. */
  const latest = useRef<object | null>(null);
  const choose = (sound: Sound) => {
    setFault('');
    setSound(sound);
  };
  const goTo = (index: number) => {
    latest.current = null;
    choose({ from: 'data', index });
  };
  const take = async (reading: Promise<ArrayBuffer | string>, name: string) => {
    const mine = {};
    latest.current = mine;
    const read = await soundFrom(reading, name);
    if (latest.current !== mine) return;
    if (typeof read === 'string') setFault(read);
    else choose(read);
  };
  return { sound, fault, setFault, goTo, take };
}

/** A sentence for one that cannot be read. */
async function soundFrom(reading: Promise<ArrayBuffer | string>, name: string): Promise<Sound | string> {
  const bytes = await reading;
  if (typeof bytes === 'string') return bytes;
  try {
    return { from: 'outside', name, values: clipOf(await decode(bytes)) };
  } catch {
    return message('use.sound-unknown', { name });
  }
}

interface SeenProps extends SpeakingProps {
  readonly example: ExampleRef;
  /** The sound as it was given, shown until the run tells what it makes of it. */
  readonly given: Float32Array;
  readonly name: string;
}

/** What the network is given of the sound: the clip that is cut from it, and what is prepared of that. */
function Seen({ document, data, example, given, name }: SeenProps) {
  const inspection = useInspection(data.id, example);
  const cut = inspection && Object.values(inspection.outputs)[0]?.values;
  return (
    <>
      <div className={classes.wave}>
        <Clip values={cut ?? given} label={name} />
      </div>
      <Prepared document={document} example={example} />
    </>
  );
}

/** The sound after the last preparation before the network, where there is one that makes a sequence of features. */
function Prepared({ document, example }: { readonly document: Document; readonly example: ExampleRef }) {
  const block = useMemo(() => featuresBlock(document), [document]);
  const inspection = useInspection(block ?? '', example);
  const output = inspection && Object.values(inspection.outputs)[0];
  if (!block) return null;
  return (
    <div className={classes.spectrogram}>
      {output && output.values.length > 0 && (
        <Spectrogram values={output.values} steps={output.shape[0] ?? 0} label={message('inside.seen')} />
      )}
    </div>
  );
}

function featuresBlock(document: Document): string | null {
  const order = check(document).graph?.order ?? [];
  const found = order.findLast(({ definition, outputs }) => {
    const axes = Object.values(outputs)[0]?.axes ?? [];
    const width = axes.at(-1)?.size;
    return definition?.role === 'preparation' && axes.length === 3 && typeof width === 'number' && width > 1;
  });
  return found?.id ?? null;
}

function Words({ prediction, truth }: { readonly prediction: Prediction; readonly truth: string | null }) {
  const [best] = likeliest(prediction, 1);
  if (!best || !prediction.probabilities) return null;
  return (
    <>
      <p className={classes.answer}>
        <output aria-label={message('use.answer')}>
          {message('use.answer-text', { sure: surenessOf(best.share), name: best.name })}
        </output>
        {truth !== null && truth !== best.name && <span>{message('inside.is-in-truth', { truth })}</span>}
      </p>
      <Bars
        values={prediction.probabilities}
        names={prediction.classes}
        label={message('inside.probabilities')}
        marksLargest
        max={1}
        format={(share) => formatPercent(share)}
      />
    </>
  );
}
