/** Attributes of ops as text, to tell equal ones by. */

/** Equal for equal attributes alone. JSON has no word for numbers that are not finite, so they are spelled. */
export function attributesKey(attrs: object): string {
  return JSON.stringify(attrs, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}
