import type { BootFault } from '../kernel/boot-fault.ts';
import { checkOptions } from './check-options.ts';
import { FILE_OPTIONS } from './options/file-options.ts';
import type { OptionValue } from './options/option-spec.ts';
import type { OptionName, OPTIONS } from './options.ts';

/** A configuration file as it was read. Nothing of its content is checked. */
export interface ConfigFile {
  /** Its path, as faults and `config --print` name it. */
  readonly name: string;
  readonly content: unknown;
}

/**
 * What a configuration file may set: every option of the command line but `--config`, by the name of its property. A
 * size, a time or a seed may also be written as on the command line: `'10mb'`.
 */
export type ConfigFileOptions = {
  readonly [Name in Exclude<OptionName, keyof typeof FILE_OPTIONS>]?: FileValue<(typeof OPTIONS)[Name]> | undefined;
};

type FileValue<Spec> =
  | OptionValue<Spec>
  | (Spec extends { readonly kind: 'size' | 'duration' } ? string : never)
  | (Spec extends { readonly kind: 'seed' } ? number : never);

/** The values that a configuration file sets, and its faults. */
export interface CheckedFile {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly BootFault[];
}

/** Returns a configuration as it is: in a configuration file, an editor then knows the options and their types. */
export function defineConfig(config: ConfigFileOptions): ConfigFileOptions {
  return config;
}

/** Checks the content of a configuration file. Every fault has the place in the file. */
export function checkConfigFile({ name: file, content }: ConfigFile): CheckedFile {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { values: {}, faults: [{ file, pointer: '', message: NOT_AN_OBJECT, remedy: REMEDY }] };
  const others = Object.entries(content).filter(([option]) => !Object.hasOwn(FILE_OPTIONS, option));
  const { values, faults } = checkOptions(Object.fromEntries(others), []);
  const own = Object.keys(FILE_OPTIONS).filter((option) => Object.hasOwn(content, option));
  return {
    values: { ...values },
    faults: [
      ...faults.map((fault) => ({ ...fault, file, pointer: toPointer(fault.file) })),
      ...own.map((option) => ({ file, pointer: toPointer(option), message: NOT_HERE, remedy: 'Remove it.' })),
    ],
  };
}

/** Returns the JSON Pointer (RFC 6901) to a property of the file. */
function toPointer(property: string): string {
  return `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const NOT_AN_OBJECT = 'It does not export an object.';
const REMEDY = 'Export the options, such as `export default defineConfig({ port: 4020 })`.';
const NOT_HERE = 'A configuration file cannot name another one.';
