import { OPTIONS, type OptionSpec } from '../../config/options.ts';
import { VALUE_KINDS, type ValueKind } from '../../config/options/value-kinds.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { CommandSpec } from '../terminal/command-spec.ts';

/** The shells that a completion can be written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A shell that a completion can be written for. */
export type Shell = (typeof SHELLS)[number];

/** A word that can follow, and what it means. */
interface Choice {
  readonly word: string;
  readonly description: string;
  /** The values of an option that takes one; none when they are too many to list, such as the names of files. */
  readonly values?: readonly string[] | undefined;
}

/** The words that can follow a first word: second words, or the options of a command. */
interface Branch extends Choice {
  readonly verbs: readonly (Choice & { readonly flags: readonly Choice[] })[];
  readonly flags: readonly Choice[];
}

/**
 * Writes the completion of a shell for these commands: a script that the shell runs once. It does not call the program:
 * that takes longer than a key stroke should.
 */
export function writeCompletion(shell: Shell, commands: readonly CommandSpec[]): string {
  return WRITERS[shell](toBranches(commands));
}

function toBranches(commands: readonly CommandSpec[]): readonly Branch[] {
  const words = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))];
  return words.map((word) => {
    const own = commands.filter(({ name }) => name === word || name.startsWith(`${word} `));
    const single = own.find(({ name }) => name === word);
    const verbs = own.flatMap((command) => {
      const [, verb] = command.name.split(' ');
      return verb === undefined ? [] : [{ word: verb, description: command.description, flags: toFlags(command) }];
    });
    return {
      word,
      description: single?.description ?? verbs.map((verb) => verb.word).join(', '),
      verbs,
      flags: single === undefined ? [] : toFlags(single),
    };
  });
}

function toFlags({ accepts, options }: CommandSpec): readonly Choice[] {
  const specs: readonly OptionSpec[] = [...Object.values(options), ...accepts.map((name) => OPTIONS[name])];
  return [
    ...specs.map(({ flag, description, argument, kind }) => {
      const { choices = [] }: ValueKind<unknown> = VALUE_KINDS[kind];
      return { word: flag, description, values: argument === undefined ? undefined : choices };
    }),
    { word: '--help', description: 'Print the help' },
  ];
}

/** Returns the options that take a value, with their values. An option has the same values in every command. */
function toValues(branches: readonly Branch[]): readonly (readonly [flag: string, values: readonly string[]])[] {
  const all = branches.flatMap(({ verbs, flags }) => [...flags, ...verbs.flatMap((verb) => verb.flags)]);
  return [...new Map(all.flatMap(({ word, values }) => (values === undefined ? [] : [[word, values] as const])))];
}

function writeBash(branches: readonly Branch[]): string {
  const cases = branches.map(({ word, verbs, flags }) => {
    if (verbs.length === 0) return `    ${word}) words="${toWords(flags)}" ;;`;
    const inner = verbs.map((verb) => `        ${verb.word}) words="${toWords(verb.flags)}" ;;`);
    return `    ${word})\n      case "$verb" in\n${inner.join('\n')}\n        *) words="${toWords([...verbs, ...flags])}" ;;\n      esac ;;`;
  });
  const ofValues = toValues(branches).map(
    ([flag, values]) => `    ${flag}) COMPREPLY=($(compgen -W "${values.join(' ')}" -- "$current")); return ;;`,
  );
  const defaults = toWords(toDefaultFlags(branches));
  return `# Completion of ${PRODUCT.name} for bash: source <(${PRODUCT.name} completion bash)
${FUNCTION}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command= verb= word words=
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${ofValues.join('\n')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == -* ]]; then continue; fi
    if [[ -z $command ]]; then command=$word; elif [[ -z $verb ]]; then verb=$word; fi
  done
  case "$command" in
    "") words="${toWords(branches)} ${defaults}" ;;
${cases.join('\n')}
    *) words="${defaults}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${FUNCTION} ${PRODUCT.name}
`;
}

function writeZsh(branches: readonly Branch[]): string {
  const toChoices = (choices: readonly Choice[]): string =>
    `choices=(${choices.map(({ word, description }) => quote(`${word}:${description}`)).join(' ')})`;
  const cases = branches.map(({ word, verbs, flags }) => {
    if (verbs.length === 0) return `    ${word}) ${toChoices(flags)} ;;`;
    const inner = verbs.map((verb) => `        ${verb.word}) ${toChoices(verb.flags)} ;;`);
    return `    ${word})\n      case $verb in\n${inner.join('\n')}\n        *) ${toChoices([...verbs, ...flags])} ;;\n      esac ;;`;
  });
  const ofValues = toValues(branches).map(
    ([flag, values]) => `    ${flag}) ${values.length === 0 ? '_files' : `compadd -- ${values.join(' ')}`}; return ;;`,
  );
  const defaults = toDefaultFlags(branches);
  return `#compdef ${PRODUCT.name}
# Completion of ${PRODUCT.name} for zsh: source <(${PRODUCT.name} completion zsh)
${FUNCTION}() {
  local command verb word
  local -a choices
  case \${words[CURRENT-1]} in
${ofValues.join('\n')}
  esac
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] && continue
    if [[ -z $command ]]; then command=$word; elif [[ -z $verb ]]; then verb=$word; fi
  done
  case $command in
    '') ${toChoices([...branches, ...defaults])} ;;
${cases.join('\n')}
    *) ${toChoices(defaults)} ;;
  esac
  _describe ${quote(PRODUCT.name)} choices || _files
}
# The file _${PRODUCT.name} in a folder of fpath is a function itself, which zsh calls.
if [[ $funcstack[1] == _${PRODUCT.name} ]]; then ${FUNCTION} "$@"; else compdef ${FUNCTION} ${PRODUCT.name}; fi
`;
}

function writeFish(branches: readonly Branch[]): string {
  const seen = '__fish_seen_subcommand_from';
  const words = toWords(branches);
  const first = [
    ...branches.map((branch) => toFishLine('__fish_use_subcommand', branch)),
    ...toDefaultFlags(branches).map((flag) => toFishLine(`not ${seen} ${words}`, flag)),
  ];
  const lines = branches.flatMap(({ word, verbs, flags }) => {
    const all = verbs.map((verb) => verb.word).join(' ');
    return [
      ...flags.map((flag) => toFishLine(`${seen} ${word}${all === '' ? '' : `; and not ${seen} ${all}`}`, flag)),
      ...verbs.map((verb) => toFishLine(`${seen} ${word}; and not ${seen} ${all}`, verb)),
      ...verbs.flatMap((verb) =>
        verb.flags.map((flag) => toFishLine(`${seen} ${word}; and ${seen} ${verb.word}`, flag)),
      ),
    ];
  });
  return `# Completion of ${PRODUCT.name} for fish: ${PRODUCT.name} completion fish | source\n${[...first, ...lines].join('\n')}\n`;
}

function toWords(choices: readonly Choice[]): string {
  return choices.map(({ word }) => word).join(' ');
}

/** Offers a word where a condition of fish holds. */
function toFishLine(condition: string, { word, description, values }: Choice): string {
  const value = values === undefined ? '' : values.length === 0 ? ' -r' : ` -x -a ${quote(values.join(' '))}`;
  const what = word.startsWith('--') ? `-l ${word.slice(2)}${value}` : `-f -a ${word}`;
  return `complete -c ${PRODUCT.name} -n ${quote(condition)} ${what} -d ${quote(description)}`;
}

/** Returns the options that need no command: those of the default one. */
function toDefaultFlags(branches: readonly Branch[]): readonly Choice[] {
  return [
    ...(branches.find(({ word }) => word === 'start')?.flags ?? []),
    { word: '--version', description: 'Print the version' },
  ];
}

/** Quotes a text for a shell. Only the quote itself needs care in single quotes; fish also knows the backslash. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '').replaceAll("'", '’')}'`;
}

/** The name of the function in the script. */
const FUNCTION = `_${PRODUCT.name.replaceAll('-', '_')}`;

const WRITERS: Readonly<Record<Shell, (branches: readonly Branch[]) => string>> = {
  bash: writeBash,
  zsh: writeZsh,
  fish: writeFish,
};
