/** The ports and the summary of a checked block; a block of an unknown kind has none. */
import type { BlockDefinition, PortSpec } from '../../blocks/define.ts';
import type { Fields, ParamsOf } from '../../blocks/fields.ts';
import type { CheckedBlock } from '../../check/report.ts';

export const inputsOf = (checked: CheckedBlock | undefined): readonly PortSpec[] => checked?.ports.inputs ?? [];

export const outputsOf = (checked: CheckedBlock | undefined): readonly PortSpec[] => checked?.ports.outputs ?? [];

/** The check has read the parameters through the definition's own fields. */
export const summaryOf = ({ definition, params }: CheckedBlock): ReturnType<BlockDefinition['summary']> =>
  definition?.summary(params as ParamsOf<Fields>) ?? [];
