/** Every template as a card, by what it is about. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type TemplateGroup, templateGroups } from '../../templates/template.ts';
import { templates } from '../../templates/templates.ts';
import { message } from '../../text/catalog.ts';
import classes from './all-templates.module.css';
import { TemplateCard } from './template-card.tsx';

type Choice = TemplateGroup | 'all';
const choices: readonly Choice[] = ['all', ...templateGroups];

/** `close` is called when one has been opened. */
export function AllTemplates({ close }: { readonly close: () => void }) {
  const [choice, setChoice] = useState<Choice>('all');
  const shown = templateGroups.filter((group) => choice === 'all' || choice === group);
  return (
    <>
      <div className={classes.choice}>
        <SegmentedControl
          aria-label={message('empty.all-groups')}
          data={choices.map((value) => ({ value, label: message(`empty.group-${value}`) }))}
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
        />
      </div>
      <div className={classes.groups}>
        {shown.map((group) => (
          <section key={group} aria-label={message(`empty.group-${group}`)}>
            <h3>{message(`empty.group-${group}`)}</h3>
            <ul className={classes.cards}>
              {templates
                .filter((template) => template.group === group)
                .map((template) => (
                  <li key={template.id}>
                    <TemplateCard template={template} onOpen={close} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
