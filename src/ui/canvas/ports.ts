/** The ports and the summary of a checked block; a block of an unknown kind has none. */
import type { BlockDefinition, PortSpec } from '../../blocks/define.ts';
import type { Fields, ParamsOf } from '../../blocks/fields.ts';
import type { CheckedBlock } from '../../check/report.ts';

/** The check has read the parameters through the definition's own fields. */
const paramsOf = (checked: CheckedBlock): ParamsOf<Fields> => checked.params as ParamsOf<Fields>;

export const inputsOf = (checked: CheckedBlock | undefined): readonly PortSpec[] =>
  checked?.definition?.inputs(paramsOf(checked)) ?? [];

export const outputsOf = (checked: CheckedBlock | undefined): readonly PortSpec[] =>
  checked?.definition?.outputs(paramsOf(checked)) ?? [];

export const summaryOf = (checked: CheckedBlock): ReturnType<BlockDefinition['summary']> =>
  checked.definition?.summary(paramsOf(checked)) ?? [];
