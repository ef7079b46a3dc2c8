/** Replaces each `:name` in a message of the platform by the parameter of that name. */
export function formatMessage(template: string, params: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/:([A-Za-z]+)/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? toText(params[name]) : placeholder,
  );
}

/**
 * Returns a field's name as messages show it: `metadata.tool_groups.0.label` is "metadata.tool groups.0.label", `petId`
 * is "pet id" (Laravel: `str_replace('_', ' ', Str::snake($attribute))`).
 */
export function toDisplayName(field: string): string {
  return field.replaceAll(/(?<=[\p{Ll}\p{Nd}])\p{Lu}/gu, (capital) => ` ${capital.toLowerCase()}`).replaceAll('_', ' ');
}

/** Formats a number in plain digits, without an exponent (`1e+21`) or separators (`1,000`). */
function toText(value: unknown): string {
  const text = String(value);
  // Creating a formatter takes about 20 ms, so it is created only for a number that needs it.
  return typeof value === 'number' && text.includes('e')
    ? new Intl.NumberFormat('en', PLAIN_NUMBER).format(value)
    : text;
}

const PLAIN_NUMBER = { useGrouping: false, maximumFractionDigits: 20 };
