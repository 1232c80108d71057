/** The templates by what they are about; the first entry shows them all with their graphs. */
import { Menu } from '@mantine/core';
import { ChevronDown, LayoutTemplate } from 'lucide-react';
import { Fragment } from 'react';
import { templateGroups } from '../../templates/template.ts';
import { templates } from '../../templates/templates.ts';
import { message } from '../../text/catalog.ts';
import { openDocument } from '../persistence/files.ts';
import { useView } from '../store/view.ts';
import classes from './top-bar.module.css';

export function TemplatesMenu() {
  const showDialog = useView((view) => view.showDialog);
  return (
    <Menu
      width={380}
      // What is opened has the attention: a focus that comes back to the button a moment later would take the next keys.
      returnFocus={false}
    >
      <Menu.Target>
        <button type="button" className={classes.quiet}>
          <LayoutTemplate size={15} strokeWidth={1.75} />
          {message('editor.templates')}
          <ChevronDown size={14} strokeWidth={1.75} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.templates}>
        <Menu.Item onClick={() => showDialog({ kind: 'templates' })}>
          {message('empty.all', { count: templates.length })}
        </Menu.Item>
        <Menu.Divider />
        {templateGroups.map((group) => (
          <Fragment key={group}>
            <Menu.Label>{message(`empty.group-${group}`)}</Menu.Label>
            {templates
              .filter((template) => template.group === group)
              .map((template) => (
                <Menu.Item key={template.id} title={template.teaches} onClick={() => openDocument(template.document)}>
                  <span className={classes.template}>
                    <span>{template.name}</span>
                    <span>{template.teaches}</span>
                  </span>
                </Menu.Item>
              ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
