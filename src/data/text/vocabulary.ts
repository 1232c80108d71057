/** The tokens that have a number of their own: those that are frequent in the training texts. */
import { firstToken, paddingToken, unknownToken } from '../../blocks/prepare/tokenize.ts';

/** Written for a token that the vocabulary does not have. */
const replacement = '�';
/** Signs for what cannot be seen. */
const shown: { readonly [token: string]: string } = { ' ': '␣', '\n': '↵', '\t': '⇥' };

export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;

  /** `tokens` have the ids from `firstToken` on. */
  constructor(private readonly tokens: readonly string[]) {
    this.ids = new Map(tokens.map((token, index) => [token, firstToken + index]));
  }

  /** The `size` − 2 most frequent tokens, the most frequent first; of equally frequent ones those that sort first. */
  static count(texts: Iterable<readonly string[]>, size: number): Vocabulary {
    const counts = new Map<string, number>();
    for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    const byCount = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    return new Vocabulary(byCount.slice(0, size - firstToken).map(([token]) => token));
  }

  idOf(token: string): number {
    return this.ids.get(token) ?? unknownToken;
  }

  /** The token itself; nothing for padding. */
  tokenOf(id: number): string {
    return id === paddingToken ? '' : (this.tokens[id - firstToken] ?? replacement);
  }

  /** What a person is shown of the token. */
  nameOf(id: number): string {
    const token = this.tokenOf(id);
    return id === paddingToken ? '∅' : (shown[token] ?? token);
  }

  /** Names by id, of as many as there are. */
  get names(): readonly string[] {
    return Array.from({ length: firstToken + this.tokens.length }, (_, id) => this.nameOf(id));
  }
}
