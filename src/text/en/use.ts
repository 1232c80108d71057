/** English: using what has been trained: on a text, a sound, a series, a sequence. Keys begin with `use.`. */
export const use = {
  'use.nothing': 'Train first: then try here what the network has learnt.',
  'use.numbers': 'This network gives numbers, no classes: look inside its blocks to see them.',
  'use.answer': 'Answer',
  'use.answer-text':
    '{sure, select, sure {{name}} likely {Probably {name}} other {Perhaps {name}, but it is not sure}}',
  'use.probabilities-top': 'The likeliest classes',

  'use.type': 'Type a sentence',
  'use.type-label': 'Text that the network is to judge',
  'use.type-first': 'Type or paste something here',
  'use.type-hint': 'The answer follows what you type. Or take one of these:',
  'use.type-try': 'Try “{text}”',

  'use.write': 'Write',
  'use.write-title': 'Let it write',
  'use.write-stop': 'Stop',
  'use.write-prompt': 'Beginning',
  'use.write-prompt-empty': 'as the training texts begin',
  'use.write-temperature': 'Temperature',
  'use.write-temperature-note':
    'Near 0 it takes the likeliest each time; 1 is as it has learnt; above that it grows bolder.',
  'use.write-length': 'Length',
  'use.write-text': 'Written text',
  'use.write-empty': 'What it writes appears here.',
  'use.samples': 'As it learns',
  'use.samples-note': 'the same beginning, written again every few seconds',
  'use.samples-none': 'The first sample comes after the first step.',
  'use.sample-step': 'step {step}',
  'use.sample-now': 'step {step}, now',

  'use.speak': 'Say a word',
  'use.record': 'Record',
  'use.record-asks': 'Waiting for the microphone',
  'use.record-speak': 'Speak now',
  'use.record-level': 'How loud it is',
  'use.recording': 'The recording',
  'use.clip': 'The clip',
  'use.play': 'Play: {label}',
  'use.stop-playing': 'Stop: {label}',
  'use.test-clip': 'Test clip {index} of {count}',
  'use.sound-file': 'Choose a file',
  'use.sound-large': '{name} has {size}, and a sound may have {most}. Cut it to the word first.',
  'use.sound-unknown': '{name} is no sound that the browser can read. WAV, MP3 and OGG files will do.',
  'use.microphone-missing': 'No microphone was found. Plug one in, or choose a file with a word.',
  'use.microphone-refused':
    'The page may not use the microphone. Allow it in the browser’s settings for this page, or choose a file with a word.',
  'use.microphone-busy':
    'The microphone does not answer: another program may be using it. Close that one, then record again.',
  'use.microphone-unsupported':
    'This browser lets the page record nothing. Choose a file with a word, or open the page by https.',
} as const;
