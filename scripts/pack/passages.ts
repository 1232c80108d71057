/** Cuts a text into passages of about equal length, at the ends of sentences where it can and of words where it must. */

export interface PassageLength {
  /** In characters; a text that is shorter gives no passage. */
  readonly least: number;
  readonly most: number;
}

export function passagesOf(text: string, { least, most }: PassageLength): readonly string[] {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length < least) return [];
  const count = Math.ceil(words.length / most);
  const passages: string[] = [];
  let rest = words;
  for (let left = count; left > 1; left--) {
    const end = breakNear(rest, rest.length / left, most);
    passages.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...passages, ...(rest.length > most ? passagesOf(rest, { least, most }) : [rest])].filter(
    (passage) => passage.length >= least,
  );
}

/** Where to cut: behind the sentence that ends nearest to `wanted`, if one ends near it, or else behind the word that does. */
function breakNear(text: string, wanted: number, most: number): number {
  const nearest = (pattern: RegExp, reach: number): number | null => {
    const ends = [...text.matchAll(pattern)].map(({ index }) => index + 1);
    const near = ends.filter((end) => end <= most && Math.abs(end - wanted) <= reach);
    return near.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? null;
  };
  return nearest(/[.;:,] /g, most / 5) ?? nearest(/ /g, most / 2) ?? Math.min(most, text.length);
}
