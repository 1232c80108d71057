/** All shortcuts, by group. */
import { message } from '../../text/catalog.ts';
import { commands } from './all.ts';
import { groups } from './command.ts';
import classes from './dialogs.module.css';
import { KeyCaps } from './key-caps.tsx';

export function ShortcutList() {
  return (
    <div className={classes.groups}>
      {groups.map((group) => {
        const rows = commands.filter((each) => each.group === group && each.shortcuts.length > 0);
        return (
          <section key={group}>
            <h3>{message(`editor.group-${group}`)}</h3>
            <dl className={classes.shortcuts}>
              {rows.map((command) => (
                <div key={command.id}>
                  <dt>{message(command.label)}</dt>
                  <dd>
                    <KeyCaps shortcut={command.shortcuts[0] ?? ''} />
                  </dd>
                </div>
              ))}
              {group === 'canvas' && (
                <div>
                  <dt>{message('editor.pan')}</dt>
                  <dd>
                    <kbd className={classes.key}>{message('editor.key-space')}</kbd>
                  </dd>
                </div>
              )}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
