/** Fills `:name` in a message of the platform with the parameter of that name. */
export function formatMessage(template: string, params: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/:([A-Za-z]+)/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? toText(params[name]) : placeholder,
  );
}

/**
 * A field's name within a sentence: `metadata.tool_groups.0.label` is "metadata.tool groups.0.label", `petId` is "pet
 * id" (Laravel: `str_replace('_', ' ', Str::snake($attribute))`).
 */
export function toDisplayName(field: string): string {
  return field.replaceAll(/(?<=[\p{Ll}\p{Nd}])\p{Lu}/gu, (capital) => ` ${capital.toLowerCase()}`).replaceAll('_', ' ');
}

/** Plain digits: neither `1e+21` nor `1,000`. */
function toText(value: unknown): string {
  const text = String(value);
  // A formatter takes some 20 ms to make; hardly any message has such a number.
  return typeof value === 'number' && text.includes('e')
    ? new Intl.NumberFormat('en', PLAIN_NUMBER).format(value)
    : text;
}

const PLAIN_NUMBER = { useGrouping: false, maximumFractionDigits: 20 };
