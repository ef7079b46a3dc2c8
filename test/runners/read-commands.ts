/** A step of a page for coding agents: a command to run, or a file to save. */
export type PageStep =
  | {
      readonly kind: 'command';
      readonly command: string;
      /** The exit code that the page states. */
      readonly code: number;
      /** A part of what it prints; undefined when it prints nothing. */
      readonly expected: string | undefined;
    }
  | { readonly kind: 'file'; readonly name: string; readonly text: string };

/**
 * Returns the steps of a page, in their order. Every line of a `sh` block is a command; the comment behind it is a part
 * of its output, with `exit N:` in front when it fails. Every `js` block is a file, which the text before it names.
 * Throws for any other block, and for a command in the text that no block has: each would never be run.
 */
export function readCommands(page: string): readonly PageStep[] {
  const blocks = [...page.matchAll(/^```(.*)\n([^]*?)^```$/gm)];
  const steps = blocks.flatMap(([, language = '', text = ''], index) => {
    if (language === 'sh') return text.trimEnd().split('\n').map(toCommand);
    const end = blocks[index]?.index ?? 0;
    const name = language === 'js' ? /Save this as `([\w.-]+)`:\n\n$/.exec(page.slice(0, end))?.[1] : undefined;
    if (name === undefined) throw new Error(`No command and no file: a block ${JSON.stringify(language)}\n${text}`);
    return [{ kind: 'file' as const, name, text }];
  });
  const run = new Set(steps.flatMap((step) => (step.kind === 'command' ? [step.command] : [])));
  const mentioned = [...page.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const unrun = mentioned.filter((code) => COMMAND.test(code) && !run.has(code));
  if (unrun.length > 0) throw new Error(`Not run by any block: ${unrun.join(', ')}`);
  return steps;
}

function toCommand(line: string): PageStep {
  const [, command = line, code = '0', expected] = /^(.*?) {2}# (?:exit (\d+): )?(.*)$/.exec(line) ?? [];
  return { kind: 'command', command, code: Number(code), expected };
}

/** Code in a text that is a command line, and not a name, a path or an option. */
const COMMAND = /^(?:athena-simulator|npx|npm|node|node_modules\/\.bin\/\S+|curl|kill|git|cat) /;
