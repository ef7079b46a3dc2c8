/** Splits a name where a line may break: `/created_at` is `/`, `created_` and `at`. */
export function splitName(text: string): readonly string[] {
  return text.match(/[^_/.]*[_/.]+|[^_/.]+/g) ?? [];
}
