/** A text as the present run cuts it into tokens; what its vocabulary does not have stands out. */
import { useMemo } from 'react';
import { unknownToken } from '../../../blocks/prepare/tokenize.ts';
import { check } from '../../../check/check.ts';
import type { BlockId, Document } from '../../../document/document.ts';
import type { ExampleRef } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import { useInspection } from '../../inside/use-inspection.ts';
import { useRuns } from '../../store/runs.ts';
import classes from './data-panel.module.css';

export interface TokensProps {
  readonly text: string;
  /** Path of the data block that gives it. */
  readonly block: BlockId;
}

/** Tokens that are drawn. */
const shown = 400;

export function Tokens({ text, block }: TokensProps) {
  const document = useRuns((runs) => runs.current?.document ?? null);
  const tokenize = useMemo(() => document && tokenizeBehind(document, block), [document, block]);
  const example = useMemo((): ExampleRef => ({ kind: 'given', cell: { text } }), [text]);
  const inspection = useInspection(tokenize ?? '', example);
  const ids = inspection && Object.values(inspection.outputs)[0]?.values;
  const names = inspection?.sequence?.names;
  if (!ids || !names) return <p className={classes.quiet}>{message('data.tokens-after-train')}</p>;
  const unknown = names.filter((_, i) => ids[i] === unknownToken).length;
  const tokens = names
    .slice(0, shown)
    .map((name, i) => ({ key: `${i} ${name}`, name, known: ids[i] !== unknownToken }));
  return (
    <>
      <p className={classes.quiet}>
        {message('data.tokens', { count: formatInteger(names.length), unknown: formatInteger(unknown) })}
      </p>
      <p className={classes.tokens}>
        {tokens.map(({ key, name, known }) => (
          <span key={key} data-known={known} title={known ? undefined : message('data.token-unknown')}>
            {name}
          </span>
        ))}
        {names.length > shown && ' …'}
      </p>
    </>
  );
}

/** The Tokenize that is wired to the data block; null where there is none. */
function tokenizeBehind(document: Document, block: BlockId): BlockId | null {
  const { order = [], sources = {} } = check(document).graph ?? {};
  const found = order.find(({ id, definition }) => definition?.kind === 'tokenize' && sources[id]?.x?.[0] === block);
  return found?.id ?? null;
}
