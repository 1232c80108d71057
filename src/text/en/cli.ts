/** English: the command line. Keys begin with `cli.`. */
export const cli = {
  'cli.usage': `Gradwire without a browser: check and train graphs in a terminal.

  gradwire check FILE|TEMPLATE [--json]
      Types the graph; prints each block's shape and cost, or what is wrong. Exit 1 when anything is, or when it cannot be trained.
  gradwire train FILE|TEMPLATE [--epochs N] [--seed N] [--json] [--save FILE.safetensors]
      Trains it, with a progress bar on a terminal, and scores it on the test part.
  gradwire blocks [--json]
      The catalogue: kinds, parameters, ports.
  gradwire templates [--json]
      The graphs that come with Gradwire.

--json prints one JSON value on standard output and nothing else.`,
  'cli.unknown-command': 'There is no command “{command}”. The commands are check, train, blocks and templates.',
  'cli.bad-option': '{detail}\nSee gradwire --help.',
  'cli.needs-graph': '{command} needs a file or the id of a template: gradwire {command} lenet',
  'cli.too-many-arguments': '{command} takes one file or template, got {count}.',
  'cli.no-such-graph': 'There is no file “{name}” and no template of that id. The templates are {templates}.',
  'cli.unreadable': 'The file “{name}” could not be read: {cause}',
  'cli.bad-file': '“{name}” is no graph that this version can open:',
  'cli.bad-count': '--{option}: expected a whole number from {min} to {max}, got “{value}”.',
  'cli.correct':
    '{name}: correct. {blocks, plural, one {# block} other {# blocks}}, {parameters} parameters, {macs} multiply-adds and {memory} of activations an example.',
  'cli.wrong': '{name}: {count, plural, one {# problem} other {# problems}}.',
  'cli.fix': 'Fix: {fixes}',
  'cli.head-block': 'Block',
  'cli.head-kind': 'Kind',
  'cli.head-output': 'Output',
  'cli.head-parameters': 'Parameters',
  'cli.head-macs': 'Multiply-adds',
  'cli.head-memory': 'Activations',
  'cli.inputs': 'in',
  'cli.outputs': 'out',
  'cli.no-inputs': 'nothing',
  'cli.not-trainable': 'The graph cannot be trained yet; gradwire check says why.',
  'cli.training':
    'Training {name} on {backend}{fma, select, yes { with fused multiply-add} other {}}: {parameters} parameters, {epochs, plural, one {# epoch} other {# epochs}}, seed {seed}.',
  'cli.epoch': 'Epoch {epoch} of {epochs}   loss {loss}   validation {validation}',
  'cli.score': 'loss {loss}',
  'cli.score-accuracy': 'loss {loss}, accuracy {accuracy}',
  'cli.no-score': 'none',
  'cli.baseline': 'Tomorrow is like today   loss {loss}',
  'cli.test': 'Test   {score}',
  'cli.done': '{steps} steps in {seconds} s, {speed} examples a second.',
  'cli.saved': 'Weights written to {file}.',
  'cli.not-saved': 'The weights could not be written to {file}: {cause}',
  'cli.diverged':
    'Step {step}: {block, select, none {the loss} other {{block}}} gave a number that is not finite ({where, select, gradient {in its gradient} weights {in its weights} other {in its output}}). Try a smaller learning rate or gradient clipping.',
  'cli.data': 'The data could not be loaded: {cause}',
  'cli.data-block': '{block} cannot use its data: {cause}',
  'cli.memory': 'The model needs {bytes} of memory, more than this backend can give. Try a smaller batch.',
  'cli.failed': 'Training failed: {cause}',
} as const;
