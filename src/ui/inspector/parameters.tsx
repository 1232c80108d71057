/** The parameters of a block, made from its fields. */
import { useRef } from 'react';
import type { Json } from '../../base/json.ts';
import type { BlockDefinition } from '../../blocks/define.ts';
import type { Field } from '../../blocks/fields.ts';
import type { Params } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { useEditor } from '../store/editor.ts';
import { FieldRow } from './field-row.tsx';
import classes from './inspector.module.css';

export interface ParametersProps {
  readonly block: string;
  readonly name: string;
  readonly definition: BlockDefinition;
  /** As the document holds them; a missing one has its default. */
  readonly given: Params;
  /** What is said below a parameter's field. */
  readonly noteOf: (param: string) => string | undefined;
}

export function Parameters({ block, name, definition, given, noteOf }: ParametersProps) {
  const edit = useEditor((editor) => editor.edit);
  const endGesture = useEditor((editor) => editor.endGesture);
  /** Another one after each visit of a field, so that its edits are a step of undo of their own. */
  const visit = useRef(0);
  const fields = Object.entries(definition.params);
  const currentOf = (param: string, field: Field) => given[param] ?? field.default;
  const shown = fields.filter(([, { when }]) => {
    const decider = when && definition.params[when.param];
    return !when || !decider || when.is.some((each) => each === currentOf(when.param, decider));
  });
  const changed = fields.filter(([param, field]) => !same(currentOf(param, field), field.default));

  const reset = (): void =>
    edit(
      changed.map(([param]) => ({ kind: 'set-param', block, param, value: undefined })),
      { label: message('inspector.history-reset', { block: name }) },
    );
  return (
    <Section
      title={message('inspector.parameters')}
      action={
        changed.length > 0 && (
          <button type="button" className={classes.quiet} onClick={reset}>
            {message('inspector.reset')}
          </button>
        )
      }
    >
      {fields.length === 0 && <p className={classes.doc}>{message('inspector.no-parameters')}</p>}
      {shown.map(([param, field]) => (
        <FieldRow
          key={param}
          field={field}
          note={noteOf(param)}
          value={currentOf(param, field)}
          onChange={(value) =>
            edit([{ kind: 'set-param', block, param, value: same(value, field.default) ? undefined : value }], {
              label: message('inspector.history-param', { label: field.label, block: name }),
              gesture: `${block}.${param} ${visit.current}`,
            })
          }
          onDone={() => {
            visit.current++;
            endGesture();
          }}
        />
      ))}
    </Section>
  );
}

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
