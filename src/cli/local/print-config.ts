import { OPTIONS, type OptionSpec } from '../../config/options.ts';
import { formatValue } from '../../config/options/format-default.ts';
import { VALUE_KINDS, type ValueKind } from '../../config/options/value-kinds.ts';
import type { Setting } from '../../config/parse-config.ts';
import { EXIT_CODES, type CliContext } from '../terminal/context.ts';
import { printReport, type ReportOptions } from '../terminal/print-report.ts';
import { toTable } from '../terminal/text-table.ts';

/** Prints the value of every option, and where it came from. Secrets are not shown. Returns the exit code. */
export function printConfig(settings: readonly Setting[], { terminal }: CliContext, options: ReportOptions): number {
  const shown = settings.map((setting) => ({ ...setting, value: toShown(setting) }));
  const rows = shown.map(({ name, value, origin }) => [name, toText(name, value), origin]);
  printReport(terminal, options, { text: toTable(['option', 'value', 'origin'], rows), data: { settings: shown } });
  return EXIT_CODES.ok;
}

/** Returns the value: null for none, `[redacted]` for a secret. A default is no secret: the documentation has it. */
function toShown({ name, value, origin }: Setting): unknown {
  const { isSecret }: ValueKind<unknown> = VALUE_KINDS[OPTIONS[name].kind];
  if (value === undefined || value === null) return null;
  return isSecret === true && origin !== 'default' ? REDACTED : value;
}

function toText(name: Setting['name'], value: unknown): string | undefined {
  const { kind }: OptionSpec = OPTIONS[name];
  if (value === null || value === REDACTED) return value ?? undefined;
  return formatValue(kind, value);
}

const REDACTED = '[redacted]';
