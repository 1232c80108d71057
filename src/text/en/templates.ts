/** English: names of the templates and what each teaches. Keys begin with `templates.`. */
export const templates = {
  'templates.mlp': 'Multi-layer perceptron',
  'templates.mlp.teaches':
    'Digits as rows of 784 numbers through two dense layers: how far one gets without seeing shapes.',
  'templates.lenet': 'LeNet on digits',
  'templates.lenet.teaches':
    'Convolution, pooling, repeat, then a dense layer: small patterns that are found anywhere.',
  'templates.lenet-norm': 'LeNet with BatchNorm and Dropout',
  'templates.lenet-norm.teaches':
    'The same network, normalised and kept from learning by heart: it errs a third less often.',
  'templates.language-cnn': 'Which language: CNN',
  'templates.language-cnn.teaches':
    'Passages in 30 languages by their letters: patterns of five characters, the largest answer of each, and a dense layer.',
  'templates.language-lstm': 'Which language: LSTM',
  'templates.language-lstm.teaches':
    'The same passages, read letter by letter by an LSTM: the mean of its states over the real steps tells the language.',
  'templates.spam-lstm': 'Spam or not',
  'templates.spam-lstm.teaches':
    'Words become vectors, an LSTM reads them from both ends, and what it remembers then judges the mail.',
  'templates.next-character': 'Next character',
  'templates.next-character.teaches':
    'Reads Moby-Dick and says at every step which character comes next: so it learns to write, letter by letter.',
  'templates.next-word': 'Next word',
  'templates.next-word.teaches':
    'The same book word by word: what it writes is made of true words from the start, and it learns which may follow which.',
  'templates.plane': 'Spirals in the plane',
  'templates.plane.teaches':
    'Two numbers in, two classes out: watch the boundary between two spirals bend as it learns.',
  'templates.rows-lstm': 'Rows of a digit as a sequence',
  'templates.rows-lstm.teaches':
    'A picture read from top to bottom, a row a step: what the LSTM remembers at the last row names the digit.',
  'templates.cell-rnn': 'Recurrent cell, wired by hand',
  'templates.cell-rnn.teaches':
    'Digits read row by row: open the cell and see one step, and the loop by which the state goes on to the next.',
  'templates.cell-memory': 'Recurrent cell with a memory',
  'templates.cell-memory.teaches':
    'A second state that is only added to: what was written stays, and the gradient comes back along it unchanged.',
  'templates.cell-gates': 'Almost an LSTM',
  'templates.cell-gates.teaches':
    'An input gate says what is written into the memory and an output gate what of it shows; nothing is ever forgotten.',
  'templates.cell-lstm': 'LSTM, wired by hand',
  'templates.cell-lstm.teaches':
    'The last step, a gate that forgets: from the same weights it gives the numbers of the LSTM block.',
  'templates.speech-cnn': 'Spoken digits: CNN',
  'templates.speech-cnn.teaches':
    'A spectrogram is a picture of a sound: Conv2D finds words in it as it finds digits on paper, in voices that it has not heard.',
  'templates.speech-rnn': 'Spoken digits: GRU',
  'templates.speech-rnn.teaches':
    'Thirteen numbers tell the sound of each moment: a GRU listens to them one by one and names the word.',
  'templates.speech-conv-lstm': 'Spoken digits: conv → LSTM',
  'templates.speech-conv-lstm.teaches':
    'Convolution finds sounds, pooling shortens the time, the LSTM hears in which order they come.',
  'templates.weather-forecast': 'Weather forecast',
  'templates.weather-forecast.teaches':
    'A week of weather tells tomorrow’s temperature: better than “tomorrow is like today”, and you can draw on from any day.',
  'templates.recall-rnn': 'Delayed recall: RNN',
  'templates.recall-rnn.teaches':
    'Which symbol stood a hundred steps ago? The gradient fades on its way back there, and nothing is learnt.',
  'templates.recall-almost-lstm': 'Delayed recall: almost LSTM',
  'templates.recall-almost-lstm.teaches':
    'A memory that is only added to brings the gradient back through a hundred steps as it was.',
  'templates.recall-lstm-bias0': 'Delayed recall: LSTM, forget bias 0',
  'templates.recall-lstm-bias0.teaches':
    'A gate that forgets half of its memory at each step has forgotten all of it after a hundred: nothing is learnt.',
  'templates.recall-lstm-bias1': 'Delayed recall: LSTM, forget bias 1',
  'templates.recall-lstm-bias1.teaches':
    'The gate keeps 0.73 at each step, and the way through the state makes up for most of the rest: from some seeds it is just enough.',
  'templates.recall-lstm': 'Delayed recall: LSTM, forget bias 3',
  'templates.recall-lstm.teaches':
    'A gate that is open from the start keeps 0.95 at each step: the gradient arrives, and the cue is recalled.',
  'templates.autoencoder': 'Autoencoder',
  'templates.autoencoder.teaches': 'Digits through a bottleneck of 32 numbers and back: the picture is its own target.',
} as const;
