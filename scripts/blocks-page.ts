/** The page on the blocks, docs/blocks.md, made from the registry. */
import type { BlockDefinition } from '../src/blocks/define.ts';
import type { Field, Fields, ParamsOf } from '../src/blocks/fields.ts';
import { defaultsOf } from '../src/blocks/params.ts';
import { message } from '../src/text/catalog.ts';
import { groups, groupTitles } from '../src/ui/palette/catalogue.ts';

const introduction = `# The blocks

Made from the registry by \`npx tsx scripts/write-blocks-doc.ts\`; do not edit.

Shapes are written \`[B, H, W, C]\`: batch, height, width, channels; \`T\` is time, \`F\` features. Channels come last.

Defaults are PyTorch's, with two exceptions: weights start from He's normal distribution and biases at 0, where PyTorch's
layers draw both from U(−1/√n, 1/√n) for n inputs; that is the initializer \`pytorch\`. "Same" padding is TensorFlow's: the
result has ⌈size / stride⌉ positions, and an odd row or column of padding goes to the bottom or right; at stride 1 PyTorch's
is the same. L2 adds ½·λ·‖W‖² to the loss, for weights and not for biases.
`;

/** The page as Markdown. */
export function blocksPage(): string {
  const sections = groups.map(({ group, blocks }) =>
    [`## ${message(groupTitles[group])}`, ...blocks.map(section)].join('\n\n'),
  );
  return `${[introduction, ...sections].join('\n')}`.replaceAll(/\n{3,}/g, '\n\n');
}

function section(definition: BlockDefinition): string {
  const params = defaultsOf(definition) as ParamsOf<Fields>;
  const names = (ports: readonly { readonly name: string }[]) => ports.map(({ name }) => `\`${name}\``).join(', ');
  const inputs = names(definition.inputs(params)) || 'none';
  const outputs = names(definition.outputs(params)) || 'none';
  const rows = Object.entries(definition.params).map(
    ([name, field]) =>
      `| \`${name}\` | ${field.label} | \`${JSON.stringify(field.default)}\` | ${allowed(field)} | ${field.help} |`,
  );
  const table = ['| parameter | label | default | allowed | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
  return [
    `### ${definition.title}`,
    `\`${definition.kind}\` · inputs ${inputs} · outputs ${outputs}`,
    `\`${definition.formula}\``,
    definition.doc,
    ...(rows.length === 0 ? [] : [table]),
    '',
  ].join('\n\n');
}

/** What a value may be, without the words around it in an error message. */
function allowed(field: Field): string {
  const range = ({ min, max }: { readonly min: number; readonly max: number }) =>
    `${min} to ${max}`.replaceAll('-', '−');
  switch (field.kind) {
    case 'int':
      return `whole, ${range(field)}`;
    case 'float':
      return range(field);
    case 'choice':
      return field.options.map(({ value }) => `\`${value}\``).join(', ');
    case 'toggle':
      return '`true`, `false`';
    case 'size':
      return `two whole, ${range(field)}`;
    case 'ints':
      return `${field.count ?? `1 to ${field.maxCount}`} whole, ${range(field)}`;
  }
}
