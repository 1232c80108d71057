/** Faults of a block and its ports that need no types: an unknown kind, a bad parameter, a wire to a port that is not there. */
import type { Json } from '../base/json.ts';
import type { BlockDefinition, PortSpec } from '../blocks/define.ts';
import type { Field } from '../blocks/fields.ts';
import type { ParamFault } from '../blocks/params.ts';

import type { Block, BlockId, End, Port } from '../document/document.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { KnownBlock } from './block.ts';
import type { Wiring } from './wiring.ts';

export function unknownKind(block: Block): Diagnostic {
  return {
    code: 'unknown-kind',
    severity: 'wrong',
    block: block.id,
    actual: block.kind,
    fixes: [{ kind: 'remove-block', block: block.id }],
  };
}

export function badParam(block: Block, definition: BlockDefinition, fault: ParamFault): Diagnostic {
  const { param } = fault;
  const field = Object.hasOwn(definition.params, param) ? definition.params[param] : undefined;
  const fixes: readonly FixProposal[] =
    field === undefined
      ? [{ kind: 'unset-param', block: block.id, param }]
      : allowedValues(field, fault.actual).map((value) => ({ kind: 'set-param', block: block.id, param, value }));
  return { code: 'bad-param', severity: 'wrong', block: block.id, ...fault, fixes };
}

/** The nearest value that the field allows, where one is near, and its default. */
function allowedValues(field: Field, actual: Json): readonly Json[] {
  const fallback: Json = field.default;
  if ((field.kind !== 'int' && field.kind !== 'float') || typeof actual !== 'number') return [fallback];
  const nearest = Math.min(field.max, Math.max(field.min, field.kind === 'int' ? Math.round(actual) : actual));
  return nearest === fallback ? [fallback] : [nearest, fallback];
}

/** Wires that end at an input, or begin at an output, that the block does not have. */
export function unknownPorts(id: BlockId, known: KnownBlock, wiring: Wiring): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const into = wiring.into.get(id) ?? new Map<Port, End>();
  for (const [port, from] of into) {
    if (hasPort(known.inputs, port)) continue;
    const free = known.inputs.filter((each) => !into.has(each.name));
    faults.push({
      code: 'unknown-port',
      severity: 'wrong',
      block: id,
      port,
      expected: known.inputs.map((each) => each.name),
      values: { side: 'input', from: [...from] },
      fixes: [
        ...free.map((each): FixProposal => ({ kind: 'move-wire', end: [id, port], to: [id, each.name] })),
        { kind: 'remove-wire', block: id, port },
      ],
    });
  }
  for (const wire of wiring.outOf.get(id) ?? []) {
    const port = wire.from[1];
    if (hasPort(known.outputs, port)) continue;
    faults.push({
      code: 'unknown-port',
      severity: 'wrong',
      block: id,
      port,
      expected: known.outputs.map((each) => each.name),
      values: { side: 'output', to: [...wire.to] },
      fixes: [
        ...known.outputs.map((each): FixProposal => ({ kind: 'connect', from: [id, each.name], to: wire.to })),
        { kind: 'remove-wire', block: wire.to[0], port: wire.to[1] },
      ],
    });
  }
  return faults;
}

export const hasPort = (ports: readonly PortSpec[], name: Port): boolean => ports.some((port) => port.name === name);
