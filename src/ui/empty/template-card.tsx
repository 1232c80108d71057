/** A template on the empty canvas: its graph as a row of tiles, what it teaches, and its size as the checker counts it. */
import { Fragment, useMemo } from 'react';
import { readParams } from '../../blocks/params.ts';
import { blockOf } from '../../blocks/registry.ts';
import { check } from '../../check/check.ts';
import type { Document } from '../../document/document.ts';
import type { Template } from '../../templates/template.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { openDocument } from '../persistence/files.ts';
import { Tile } from '../tile.tsx';
import { chainOf } from './chain.ts';
import classes from './empty-canvas.module.css';

/** More tiles would touch each other. */
const MOST_TILES = 9;

export interface TemplateCardProps {
  readonly template: Template;
  readonly onOpen?: () => void;
}

export function TemplateCard({ template, onOpen }: TemplateCardProps) {
  const { document, name, teaches } = template;
  const parameters = useMemo(() => check(template.document).total.parameters, [template]);
  const chain = useMemo(() => chainOf(template.document, MOST_TILES), [template]);
  return (
    <button
      type="button"
      className={classes.card}
      onClick={() => {
        openDocument(document);
        onOpen?.();
      }}
    >
      <span className={classes.graph} aria-hidden="true">
        {chain.map((block, index) => {
          const definition = blockOf(block.kind);
          return (
            <Fragment key={block.id}>
              {index > 0 && <span className={classes.link} />}
              <Tile family={definition?.family ?? null} icon={definition?.icon ?? 'circle-help'} size={18} />
            </Fragment>
          );
        })}
      </span>
      <span className={classes.cardTitle}>{name}</span>
      <span className={classes.teaches}>{teaches}</span>
      <span className={classes.numbers}>
        <span>{message('empty.parameters', { count: formatInteger(parameters) })}</span>
        <span>{dataTitle(document)}</span>
      </span>
    </button>
  );
}

/** The name of the set that it learns from. */
function dataTitle(document: Document): string {
  for (const { kind, params } of document.blocks) {
    const definition = blockOf(kind);
    if (definition?.dataset) return definition.dataset(readParams(definition, params).params as never).title;
  }
  return '';
}
