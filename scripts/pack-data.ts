/** Packs the data sets that come as npm packages into static shards below public/data; what is there already is left alone. */
import { digits } from './pack/digits.ts';
import { pack } from './pack/shard-files.ts';

for (const set of [digits]) await pack(set);
