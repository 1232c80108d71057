/** Chooses a file with a sound. */
import { Button } from '@mantine/core';
import { FileAudio } from 'lucide-react';
import { useRef } from 'react';
import { message } from '../../../text/catalog.ts';
import { formatBytes } from '../../../text/format.ts';

/** Bytes: decoded, a file takes many times as much. */
const largest = 50 * 2 ** 20;

export function SoundFile({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<FileAudio size={14} strokeWidth={1.75} />}
        onClick={() => input.current?.click()}
      >
        {message('use.sound-file')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="audio/*"
        aria-label={message('use.sound-file')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file can be chosen again.
          currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}

/** Its bytes, or a sentence that says why they are not taken. */
export async function readSound(file: File): Promise<ArrayBuffer | string> {
  if (file.size > largest) {
    return message('use.sound-large', { name: file.name, size: formatBytes(file.size), most: formatBytes(largest) });
  }
  try {
    return await file.arrayBuffer();
  } catch {
    // A folder, or a file that is gone or locked.
    return message('editor.file-unreadable', { name: file.name });
  }
}
