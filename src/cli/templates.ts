/** `gradwire templates`: the graphs that come with Gradwire. */
import { templates } from '../templates/templates.ts';
import { type ExitCode, type Terminal, table } from './terminal.ts';

export function runTemplates(json: boolean, terminal: Terminal): ExitCode {
  if (json) terminal.out(JSON.stringify(templates.map(({ id, name, teaches }) => ({ id, name, teaches }))));
  else
    for (const line of table(
      templates.map(({ id, name, teaches }) => [id, name, teaches]),
      [],
    ))
      terminal.out(line);
  return 0;
}
