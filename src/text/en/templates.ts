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
  'templates.plane': 'Spirals in the plane',
  'templates.plane.teaches':
    'Two numbers in, two classes out: watch the boundary between two spirals bend as it learns.',
  'templates.autoencoder': 'Autoencoder',
  'templates.autoencoder.teaches': 'Digits through a bottleneck of 32 numbers and back: the picture is its own target.',
} as const;
