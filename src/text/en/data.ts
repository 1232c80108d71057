/** English: the data panel and loading. Keys begin with `data.`. */
export const data = {
  'data.manifest-damaged': 'The list of the files of {folder} is damaged. Build the app again.',
  'data.shard-damaged': '{file} is damaged or incomplete. Reload the page to fetch it again.',
  'data.shard-short': '{file} does not hold {count} examples. Build the app again.',
  'data.unreachable': '{file} could not be fetched ({cause}). Check the connection, then press Train again.',
  'data.given-size': 'The example has {found} numbers, and the network takes {size}. Give it one of the right size.',
  'data.silent': 'The recording is silent. Speak closer to the microphone, or choose another file.',
  'data.sound-too-short':
    'Only {milliseconds} ms of the recording can be heard; a word needs at least {least} ms. Record it again.',

  'data.given-no-text': 'The network reads text. Give it some.',
  'data.given-empty': 'There is no text yet. Write some.',
  'data.no-tokens': 'The text has nothing in it that could be a token. Write some words.',
  'data.unknown-tokens':
    'The training texts have none of this text’s characters or words, so the network knows nothing of it. Write it in a language and script that the data have, or give Tokenize a larger vocabulary.',
  'data.text-empty': 'text {index} of {part} is empty. Take it out of the data.',
  'data.text-unknown':
    'text {index} of {part} has nothing in it that the vocabulary has. Take it out of the data, or make the vocabulary larger.',
  'data.no-passages':
    'the longest training text has {longest} tokens, and a passage needs one more than its length. Set the length to at most {most}.',
  'data.of-train': 'the training part',
  'data.of-validation': 'the validation part',
  'data.of-test': 'the test part',
  'data.wave-sine': '{period} (sine)',
  'data.wave-cosine': '{period} (cosine)',
  'data.given-series':
    'The series has {count, plural, one {# number} other {# numbers}}; give {columns, plural, one {one number} other {# numbers}} for each step.',
  'data.series-gap': 'The series has a gap at step {step}: there is no number. Fill it in, or begin behind it.',
  'data.series-too-short':
    'The series has {steps, plural, one {# step} other {# steps}}; a window needs {window}. Give more of it, or make the window smaller.',
  'data.window-too-long':
    'The {part, select, train {training} test {test} other {validation}} part of the series has {steps} steps; a window of {window} and the {horizon, plural, one {step} other {# steps}} after it do not fit in. Make the window at most {most}.',

  'data.no-data': 'There is no data block yet. Drag Image or Table onto the canvas.',
  'data.block': 'Data block',
  'data.part': 'Part of the data',
  'data.part-train': 'Train',
  'data.part-validation': 'Validation',
  'data.part-test': 'Test',
  'data.example-shape': 'One example',
  'data.split-off': 'The validation part is split off by the training settings.',
  'data.licence': 'Licence: {licence}',
  'data.classes': 'Classes',
  'data.counted-all': 'of all {count}',
  'data.counted-first': 'of the first {count}',
  'data.examples': 'Examples',
  'data.example': 'Example {index}, {label}',
  'data.range': '{first}–{last} of {count}',
  'data.previous': 'Earlier examples',
  'data.next': 'Later examples',
  'data.loading': 'Loading',
  'data.try-again': 'Try again',
  'data.scatter': '{count} points of {title}, {x} across and {y} up',
  'data.class-name': 'class {name}',
  'data.points-all': 'all {count} points',
  'data.points-first': 'the first {count} points',
  'data.extent': '{axis} from {least} to {most}',
  'data.row-column': 'row',
  'data.label-column': 'class',
  'data.text-column': 'text',
  'data.a-text': 'a text',
} as const;
