/** English: what the checker says and the fixes it offers. Keys begin with `diagnostics.`. */

const axis = '{axis, select, B {batch} T {time} H {height} W {width} C {channels} F {features} other {axis}}';
const Axis = '{axis, select, B {Batch} T {Time} H {Height} W {Width} C {Channels} F {Features} other {Size}}';
const lines = `{axis, select, H {{dropped, plural, one {row} other {# rows}}} W {{dropped, plural, one {column} other {# columns}}} other {{dropped, plural, one {step} other {# steps}}}}`;

/** `5×5 kernel` on a picture, `window of 2` on a sequence. */
const kernel = (size: string) =>
  `{window, select, window {{axis, select, T {window of ${size}} other {${size} window}}} other {{axis, select, T {kernel of ${size}} other {${size} kernel}}}}`;
const input = (size: string) => `{axis, select, T {input of ${size} steps} other {${size} input}}`;

const layout = '{arrives, select, picture {a picture} sequence {a sequence} other {a vector}}';

/** Of each code the whole sentence, and the short one of a list that names the block beside it. */
export const diagnostics = {
  'diagnostics.unknown-kind':
    '<name>{block}</name> is of the kind “<odd>{kind}</odd>”, which this version does not know. It stays in the file as it is.',
  'diagnostics.unknown-kind.short': 'is of the kind “{kind}”, which this version does not know',

  'diagnostics.bad-param': '<name>{block}</name>: {label} is <odd>{actual}</odd>; expected {expected}.',
  'diagnostics.bad-param.short': '{label} is {actual}; expected {expected}',

  'diagnostics.unknown-port':
    '{side, select, input {<name>{block}</name> has no input “<odd>{port}</odd>” for the wire from {other}. It has {count, plural, =0 {no inputs} one {the input {ports}} other {the inputs {ports}}}.} other {<name>{block}</name> has no output “<odd>{port}</odd>” for the wire to {other}. It has {count, plural, =0 {no outputs} one {the output {ports}} other {the outputs {ports}}}.}}',
  'diagnostics.unknown-port.short':
    '{side, select, input {has no input “{port}”, where a wire from {other} ends} other {has no output “{port}”, where a wire to {other} begins}}',

  'diagnostics.missing-input':
    '<name>{block}</name>: {port, select, x {its input} other {{port}}} is not wired yet{count, plural, =0 {} one {; {fits} fits} other {; {fits} fit}}.',
  'diagnostics.missing-input.short':
    '{port, select, x {its input} other {{port}}} is not wired yet{count, plural, =0 {} one {; {fits} fits} other {; {fits} fit}}',

  'diagnostics.unused-output':
    '{role, select, data {<name>{block}</name> feeds nothing: its data are loaded for no block.} other {<name>{block}</name> feeds nothing: what it computes reaches no loss.}}',
  'diagnostics.unused-output.short':
    '{role, select, data {feeds nothing: its data are loaded for no block} other {feeds nothing: what it computes reaches no loss}}',

  'diagnostics.cycle':
    '<name>{block}</name> waits for itself: {loop}. A network runs in one direction: one of these wires must go.',
  'diagnostics.cycle.short': 'waits for itself: {loop}',

  'diagnostics.not-in-cell':
    '<name>{block}</name>: a <odd>{kind}</odd> does not work on one step by itself, so it has no place in a recurrent cell.',
  'diagnostics.not-in-cell.short': 'a {kind} has no place in a recurrent cell',

  'diagnostics.only-in-cell':
    '<name>{block}</name>: a <odd>{kind}</odd> is a part of a recurrent cell and means nothing outside of one.',
  'diagnostics.only-in-cell.short': 'a {kind} means nothing outside of a recurrent cell',

  'diagnostics.second-in-cell':
    '<name>{block}</name>: a recurrent cell has one {kind}, and there is <odd>another</odd> already.',
  'diagnostics.second-in-cell.short': 'a recurrent cell has one {kind}, and there is another',

  'diagnostics.no-cell-output':
    '<name>{block}</name> gives nothing yet: inside it there is neither a step output nor a State.',
  'diagnostics.no-cell-output.short': 'gives nothing yet: no step output and no State inside',

  'diagnostics.next-mismatch':
    '<name>{block}</name> holds <shape>{expected}</shape>, but for the next step {source} brings {actual}.',
  'diagnostics.next-mismatch.short': 'holds {expected}, but {source} brings {actual}',

  'diagnostics.no-data': 'There are no data yet: nothing feeds the graph.',
  'diagnostics.no-data.short': 'There are no data yet',

  'diagnostics.no-loss': 'There is no loss yet: nothing says what the network is to learn.',
  'diagnostics.no-loss.short': 'There is no loss yet',

  'diagnostics.rank-mismatch': `<name>{block}</name> works on <shape>{expected}</shape>, but {source} gives {actual}{lacks, select, steps {: ${layout} has no steps} places {: ${layout} has no height and width} both {: ${layout} has neither steps nor height and width} other {}}.`,
  'diagnostics.rank-mismatch.short': 'works on {expected}, but {source} gives {actual}',

  'diagnostics.state-mismatch':
    '<name>{block}</name>: the initial state {port} is <shape>{expected}</shape>, but {source} gives {actual}.',
  'diagnostics.state-mismatch.short': 'the initial state {port} is {expected}, but {source} gives {actual}',

  'diagnostics.kernel-too-large': `<name>{block}</name>: the ${kernel('<odd>{kernel}</odd>')}{dilated, select, yes {, spread over {reach} by its dilation,} other {}} does not fit its ${input('<shape>{input}</shape>')}{padding, select, yes {, though ${axis} is padded to {padded}} other {}}.`,
  'diagnostics.kernel-too-large.short': `the ${kernel('{kernel}')} does not fit its ${input('{input}')}`,

  'diagnostics.zero-size': `<name>{block}</name>: ${axis} would be <odd>{actual}</odd>, so nothing would be left.`,
  'diagnostics.zero-size.short': `${axis} would be {actual}, so nothing would be left`,

  'diagnostics.stride-drops': `<name>{block}</name> never sees the last <odd>${lines}</odd>: ${axis} is {size}, and {kernel, plural, one {single steps} other {windows of #}} at stride {stride} end at {seen}.`,
  'diagnostics.stride-drops.short': `never sees the last ${lines} of {size}`,

  'diagnostics.shape-mismatch': `<name>{block}</name> needs {needs, select, joined {shapes that are equal but for the joined axis} broadcast {shapes that are equal or 1} other {equal shapes}}: {sides}{detail, select, axis {; ${axis} {expected} ≠ <odd>{actual}</odd>} rank {; {expected} axes ≠ <odd>{actual}</odd>} other {}}.`,
  'diagnostics.shape-mismatch.short': `needs {needs, select, joined {shapes that are equal but for the joined axis} broadcast {shapes that are equal or 1} other {equal shapes}}{detail, select, axis {: ${axis} {expected} ≠ {actual}} rank {: {expected} axes ≠ {actual}} other {}} ({sources})`,
  'diagnostics.side': '{port} is {shape} from {source}',
  'diagnostics.side.short': '{port} from {source}',

  'diagnostics.groups-mismatch':
    '<name>{block}</name>: <odd>{actual}</odd> groups do not divide {which, select, channels {the {channels} channels of its input} filters {its {filters} filters} other {the {channels} channels of its input and its {filters} filters}}.',
  'diagnostics.groups-mismatch.short':
    '{actual} groups do not divide {which, select, channels {the {channels} channels of its input} filters {its {filters} filters} other {{channels} channels and {filters} filters}}',

  'diagnostics.reshape-mismatch':
    '<name>{block}</name> is to make <shape>{target}</shape> of {shape} from {source}: {expected} ≠ <odd>{actual}</odd> numbers.',
  'diagnostics.reshape-mismatch.short': 'is to make {target} of {shape}: {expected} ≠ {actual} numbers',

  'diagnostics.permute-mismatch':
    '<name>{block}</name>: the order <odd>{actual}</odd> does not name each axis of {shape} from {source} once; expected {expected}.',
  'diagnostics.permute-mismatch.short': 'the order {actual} does not name each axis of {shape} once',

  'diagnostics.label-mismatch':
    '<name>{block}</name> needs one score for each class: {source} gives <odd>{actual}</odd>, {labels} has {expected} classes; {expected} ≠ <odd>{actual}</odd>.',
  'diagnostics.label-mismatch.short': '{source} gives {actual} scores, {labels} has {expected} classes',

  'diagnostics.expects-real':
    '<name>{block}</name> computes with numbers, but {source} gives {names, select, text {<odd>text</odd>: it must be cut into tokens and these be numbered first} tokens {<odd>token ids</odd>: each is the number of one of {classes} tokens, not an amount} other {<odd>class labels</odd>: each is the name of one of {classes} classes, not an amount}}.',
  'diagnostics.expects-real.short':
    'computes with numbers, but {source} gives {names, select, text {text} tokens {token ids (one of {classes})} other {class labels (one of {classes})}}',

  'diagnostics.expects-index':
    '<name>{block}</name>: {port} must be {names, select, tokens {token ids} other {class labels}} <shape>{expected}</shape>, but {source} gives numbers {actual}.',
  'diagnostics.expects-index.short':
    '{port} must be {names, select, tokens {token ids} other {class labels}}, but {source} gives numbers {actual}',

  'diagnostics.expects-text':
    '<name>{block}</name> reads text, but {source} gives {names, select, tokens {token ids {actual}, which are what it would make} labels {class labels {actual}} other {numbers {actual}}}.',
  'diagnostics.expects-text.short':
    'reads text, but {source} gives {names, select, tokens {token ids} labels {class labels} other {numbers}} {actual}',

  'diagnostics.expects-data':
    '<name>{block}</name> prepares data before they reach the network, but {source} is <odd>computed by the network</odd>.',
  'diagnostics.expects-data.short': 'prepares data, but {source} is computed by the network',

  'diagnostics.unbounded-steps':
    '<name>{block}</name> needs to know how many steps there are at most, but {source} gives {shape}: as many as each example has.',
  'diagnostics.unbounded-steps.short': 'needs to know how many steps there are at most; {source} does not say',

  'diagnostics.lengths-mismatch':
    '<name>{block}</name> takes its inputs step by step, but they end at different steps: {first} where {expected} says, {port} where <odd>{actual}</odd> says.',
  'diagnostics.lengths-mismatch.short': '{first} ends where {expected} says, {port} where {actual} says',

  'diagnostics.reads-padding':
    '<name>{block}</name> reads <odd>padding</odd> as data: since {maker} the examples have different lengths, and what fills up the shorter ones means nothing.',
  'diagnostics.reads-padding.short': 'reads padding as data: since {maker} the examples have different lengths',

  'diagnostics.softmax-before-loss':
    '<name>{block}</name> applies <odd>softmax</odd>, and {loss} ({title}) applies it again; the gradient shrinks.',
  'diagnostics.softmax-before-loss.short': 'applies softmax, and {title} applies it again; the gradient shrinks',

  'diagnostics.activation-before-loss':
    '<name>{block}</name> applies <odd>{activation}</odd>, but {loss} ({title}) takes numbers of any size and sign and applies {applied} itself; some scores can no longer be reached.',
  'diagnostics.activation-before-loss.short': 'applies {activation}, but {title} applies {applied} itself',

  'diagnostics.batch-mismatch':
    '{place, select, loss {<name>{block}</name> learns from {second}, and another loss from {first}: a batch holds examples of one data set.} other {<name>{block}</name> joins examples of {first} and of <odd>{second}</odd>, which do not belong together.}}',
  'diagnostics.batch-mismatch.short':
    '{place, select, loss {learns from {second}, and another loss from {first}} other {joins examples of {first} and of {second}, which do not belong together}}',

  'diagnostics.carried-apart':
    '<name>{block}</name> begins with the state that the batch before <odd>left</odd>, but {how, select, overlap {the pieces that {source} cuts overlap: each is {length} steps long, and the next begins after {stride}} gaps {between the pieces that {source} cuts steps are left out: each is {length} long, and the next begins after {stride}} other {no example of {source} goes on where another ends}}.',
  'diagnostics.carried-apart.short':
    'begins with the state that the batch before left, but {how, select, overlap {the pieces of {source} overlap} gaps {the pieces of {source} have gaps between} other {no example of {source} goes on from another}}',

  'diagnostics.no-parameters':
    'Nothing that <name>{block}</name> hangs on can be learnt: {frozen, plural, =0 {no block before it has weights} other {all weights are frozen}}.',
  'diagnostics.no-parameters.short':
    'nothing before it can be learnt: {frozen, plural, =0 {no block has weights} other {all weights are frozen}}',

  'diagnostics.too-large':
    'Training needs at least <odd>{total}</odd>, more than the {most} that a page can address; <name>{block}</name> alone takes {share} at {batch, plural, one {# example} other {# examples}} a batch.',
  'diagnostics.too-large.short': 'takes {share} of {total}; a page can address {most}',

  'diagnostics.in-layer': 'In layer {layer}:',

  'diagnostics.went': `${Axis} went {steps}.`,
  'diagnostics.starts': `${Axis} = {size} start{axis, select, H {s} W {s} B {s} T {s} other {}} at {block}.`,

  'diagnostics.fix.set-param': '{foreign, select, yes {In {block}, set} other {Set}} {label} to {value}',
  'diagnostics.fix.turn-on': '{foreign, select, yes {In {block}, turn} other {Turn}} {label} on',
  'diagnostics.fix.turn-off': '{foreign, select, yes {In {block}, turn} other {Turn}} {label} off',
  'diagnostics.fix.unset-param': 'Take out {label}',
  'diagnostics.fix.set-batch-size': 'Use batches of {value}',
  'diagnostics.fix.insert': 'Put {what} {place, select, wire {on the {port} wire} other {before {block}}}',
  'diagnostics.fix.several': '{first} and {last}',
  'diagnostics.fix.replace': 'Use {next} instead of {old}',
  'diagnostics.fix.remove-block': 'Remove {block}',
  'diagnostics.fix.remove-wire': 'Take out the wire from {source} to {target}',
  'diagnostics.fix.connect': 'Wire {source} to {target}',
  'diagnostics.fix.move-wire': 'Move the wire to {target}',
  'diagnostics.fix.swap-wires': 'Swap the wires of {first} and {second}',
  'diagnostics.fix.add': 'Add {what}',
  'diagnostics.fix.article': '{sound, select, vowel {an {what}} other {a {what}}}',
  'diagnostics.fix.count': '{count} {label}',
  'diagnostics.fix.parameters': '{signed} {count, plural, one {parameter} other {parameters}}',
  'diagnostics.fix.wires': '{count, plural, one {# wire} other {# wires}}',
} as const;
