/** "Where the channels come from": the blocks that a size came through, down to the block where it does not fit. */
import type { Report } from '../../check/report.ts';
import { blockName, type Document, findBlock } from '../../document/document.ts';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import { message } from '../../text/catalog.ts';
import { Section } from '../section.tsx';
import { axisKeys } from './compare.tsx';
import { Jump } from './connections.tsx';
import classes from './problems.module.css';
import { type StoryRow, storyOf } from './story-rows.ts';

/** Of a longer story the last blocks are told. */
const MOST_ROWS = 8;

interface SizeStoryProps {
  readonly diagnostic: Diagnostic;
  readonly document: Document;
  readonly report: Report;
}

export function SizeStory({ diagnostic, document, report }: SizeStoryProps) {
  const story = storyOf(diagnostic);
  if (story === null) return null;
  const nameOf = (id: string): string => {
    const block = findBlock(document, id);
    return block === undefined ? id : blockName(block);
  };
  const plural = story.axis === 'C' || story.axis === 'F' ? 'yes' : 'no';
  const rows = story.rows.slice(-MOST_ROWS);
  const odd = rows.findIndex((row) => row.odd);
  return (
    <Section title={message('inspector.where-from', { axis: message(axisKeys[story.axis]), plural })}>
      <ol className={classes.story}>
        {rows.map((row, index) => (
          <li key={row.block} data-what={row.what} data-odd={row.odd} data-between={odd >= 0 && index > odd}>
            <Jump block={row.block} text={nameOf(row.block)} />
            <span className={classes.note}>{noteOf(row, report)}</span>
            <span className={classes.size}>{row.size}</span>
          </li>
        ))}
        {diagnostic.block !== null && (
          <li data-what="end" data-joins={odd >= 0}>
            <span className={classes.here}>{nameOf(diagnostic.block)}</span>
            <span className={classes.size}>
              {story.expected === null ? story.size : story.expected}
              {story.expected !== null && <b> ≠ {story.size}</b>}
            </span>
          </li>
        )}
      </ol>
    </Section>
  );
}

/** "64 filters make it", "keeps". */
function noteOf({ block, size, what, param }: StoryRow, report: Report): string {
  if (what === 'kept') return message('inspector.keeps');
  const field = param === null ? undefined : report.blocks.get(block)?.definition?.params[param];
  if (what !== 'made' || field === undefined) return '';
  return message('inspector.makes', {
    size: `${size}`,
    label: field.label.toLowerCase(),
    one: size === 1 ? 'yes' : 'no',
  });
}
