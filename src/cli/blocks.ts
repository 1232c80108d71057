/** `gradwire blocks`: the catalogue of kinds, parameters and ports. */
import type { JsonObject } from '../base/json.ts';
import type { BlockDefinition } from '../blocks/define.ts';
import { defaultsOf } from '../blocks/params.ts';
import { registry } from '../blocks/registry.ts';
import { message } from '../text/catalog.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const allBlocks: readonly BlockDefinition[] = Object.values(registry);

export function runBlocks(json: boolean, terminal: Terminal): ExitCode {
  if (json) {
    terminal.out(JSON.stringify(allBlocks.map(describe)));
    return 0;
  }
  for (const definition of allBlocks) {
    const { inputs, outputs } = ports(definition);
    terminal.out(`${definition.kind}  ${definition.title}`);
    terminal.out(
      `  ${message('cli.inputs')} ${inputs.join(', ') || message('cli.no-inputs')} → ${message('cli.outputs')} ${outputs.join(', ')}`,
    );
    for (const [name, field] of Object.entries(definition.params)) {
      terminal.out(`  ${name} = ${JSON.stringify(field.default)}   ${field.help}`);
    }
    terminal.out('');
  }
  return 0;
}

/** Ports with the default parameters; a block whose ports follow its parameters (Add, Concat) has more with others. */
function ports(definition: BlockDefinition) {
  const params = defaultsOf(definition) as Parameters<BlockDefinition['inputs']>[0];
  return {
    inputs: definition.inputs(params).map((port) => port.name),
    outputs: definition.outputs(params).map((port) => port.name),
  };
}

function describe(definition: BlockDefinition): JsonObject {
  return {
    kind: definition.kind,
    version: definition.version,
    title: definition.title,
    family: definition.family,
    role: definition.role,
    formula: definition.formula,
    doc: definition.doc,
    params: Object.fromEntries(
      Object.entries(definition.params).map(([name, field]) => [name, { ...field } as JsonObject]),
    ),
    ...ports(definition),
  };
}
