/** English: the empty canvas: templates, the place to drop a first block. Keys begin with `empty.`. */
export const empty = {
  'empty.title': 'Start from a model that works',
  'empty.lead': 'Open one, press Train, then change a block and see what breaks.',
  'empty.templates': 'Templates',
  'empty.parameters': '{count} parameters',
  'empty.open': 'Open a graph',
  'empty.open-lead': 'A .json file that was exported from Gradwire. It can also be dropped anywhere on this page.',
  'empty.own': 'or build your own',
  'empty.drop': 'Drag a block here',
  'empty.drop-lead': 'Begin with the data: {kinds}. Each wire then shows the shape it carries.',
  'empty.or': '{first} or {last}',
  'empty.search': 'search blocks',
  'empty.find': 'find anything',
  'empty.open-file': 'open a file',
} as const;
