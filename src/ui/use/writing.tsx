/** A network that names the next token writes: from a beginning of one's own, and by itself while it learns. */
import { useState } from 'react';
import { WriteOn, type WritingSettings } from './write-on.tsx';
import { WrittenSamples } from './written-samples.tsx';

export function Writing() {
  const [settings, setSettings] = useState<WritingSettings>({ prompt: '', temperature: 0.8 });
  const [writes, setWrites] = useState(false);
  return (
    <>
      <WrittenSamples settings={settings} waits={writes} />
      <WriteOn settings={settings} onChange={setSettings} onWriting={setWrites} />
    </>
  );
}
