/** The inputs of a block at fault, axis by axis, and the path that the odd size took. */
import { stepsOf } from '../../check/story.ts';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import type { AxisName, TensorType } from '../../tensor/shape.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { viewStore } from '../store/view.ts';
import classes from './inspector.module.css';

const axisKeys: { readonly [A in AxisName]: MessageKey } = {
  B: 'editor.axis-batch',
  T: 'editor.axis-time',
  H: 'editor.axis-height',
  W: 'editor.axis-width',
  C: 'editor.axis-channels',
  F: 'editor.axis-features',
  N: 'editor.axis-other',
};

/** Nothing for a fault that is not between two inputs. */
export function Compare({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const sides = Object.entries(diagnostic.types ?? {});
  if (sides.length < 2) return null;
  const rank = Math.max(...sides.map(([, type]) => type.axes.length));
  const rows = Array.from({ length: rank }, (_, index) => {
    const sizes = sides.map(([, type]) => type.axes[index]?.size ?? null);
    return { index, name: nameAt(sides, index), sizes, differ: sizes.some((size) => size !== sizes[0]) };
  });
  return (
    <Section title={message('inspector.compare')}>
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">{message('inspector.axis')}</th>
            {sides.map(([port]) => (
              <th key={port} scope="col">
                {port}
              </th>
            ))}
            <th scope="col">
              <span className={classes.hidden}>{message('inspector.compare')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ index, name, sizes, differ }) => (
            <tr key={index} data-differ={differ}>
              <th scope="row">{message(axisKeys[name])}</th>
              {sides.map(([port], side) => (
                <td key={port}>
                  <code>{sizes[side] ?? message('inspector.missing')}</code>
                </td>
              ))}
              <td>{message(differ ? 'inspector.differ' : 'inspector.equal')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function nameAt(sides: readonly (readonly [string, TensorType])[], index: number): AxisName {
  for (const [, type] of sides) {
    const axis = type.axes[index];
    if (axis) return axis.name;
  }
  return 'N';
}

export function Origin({ diagnostic, document }: { readonly diagnostic: Diagnostic; readonly document: Document }) {
  const { origin, axis, port, types } = diagnostic;
  const told = axis === undefined || port === undefined ? undefined : types?.[port]?.axes[axis];
  if (!origin || !told) return null;
  const steps = stepsOf(origin);
  const plural = told.name === 'C' || told.name === 'F' ? 'yes' : 'no';
  return (
    <Section title={message('inspector.where-from', { axis: message(axisKeys[told.name]), plural })}>
      <ol className={classes.path}>
        {steps.map(({ block, size }) => {
          const found = findBlock(document, block);
          return (
            <li key={block}>
              <button type="button" className={classes.jump} onClick={() => viewStore.getState().focusBlock(block)}>
                {found ? blockName(found) : block}
              </button>
              <code>{size}</code>
            </li>
          );
        })}
        {diagnostic.block !== null && (
          <li data-odd="true">
            <span>
              {blockName(findBlock(document, diagnostic.block) ?? { id: diagnostic.block, kind: '', params: {} })}
            </span>
            <code>{typeof diagnostic.expected === 'number' ? `≠ ${diagnostic.expected}` : ''}</code>
          </li>
        )}
      </ol>
    </Section>
  );
}
