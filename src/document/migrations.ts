/** Brings a file of an earlier version up to this one, a version at a time. */
import type { JsonObject } from '../base/json.ts';

/** Turns a file of one version into the next. It may meet any object, and leaves what it does not understand as it is. */
export type Migration = (file: JsonObject) => JsonObject;

/** By the version that they start from; a version without one needs no change. */
export type Migrations = { readonly [from: number]: Migration };

export const migrations: Migrations = {};

export function migrate(file: JsonObject, from: number, to: number, table: Migrations): JsonObject {
  let migrated = file;
  for (let version = from; version < to; version++)
    migrated = { ...(table[version]?.(migrated) ?? migrated), version: version + 1 };
  return migrated;
}
