/** English: the data panel and loading. Keys begin with `data.`. */
export const data = {
  'data.manifestDamaged': 'The list of the digits’ files is damaged. Build the app again.',
  'data.shardDamaged': '{file} is damaged or incomplete. Reload the page to fetch it again.',
  'data.shardShort': '{file} does not hold {count} images. Build the app again.',
  'data.unreachable': '{file} could not be fetched ({cause}). Check the connection, then press Train again.',
} as const;
