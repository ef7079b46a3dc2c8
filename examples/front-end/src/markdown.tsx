import type { ComponentChildren, JSX } from 'preact';

/** Shows the Markdown that agents write: paragraphs, lists, quotes, tables and code. HTML is shown as text. */
export function Markdown({ text }: { text: string }): JSX.Element {
  return <div class="markdown">{toBlocks(text.split('\n'))}</div>;
}

function toBlocks(lines: readonly string[]): ComponentChildren[] {
  const blocks: ComponentChildren[] = [];
  let rest = lines;
  while (rest.length > 0) {
    const [line = ''] = rest;
    if (line.trim() === '') {
      rest = rest.slice(1);
      continue;
    }
    const { isPart, toBlock } = BLOCKS.find(({ begins }) => begins(line, rest[1] ?? '')) ?? PARAGRAPH;
    const end = rest.findIndex((other, index) => index > 0 && !isPart(other, index));
    const size = end === -1 ? rest.length : end;
    blocks.push(toBlock(rest.slice(0, size)));
    // The line that closes a code block belongs to it.
    rest = rest.slice(line.startsWith(FENCE) ? size + 1 : size);
  }
  return blocks;
}

/** A kind of block: how it begins, which lines belong to it, and how it is shown. */
interface Block {
  readonly begins: (line: string, next: string) => boolean;
  readonly isPart: (line: string, index: number) => boolean;
  readonly toBlock: (lines: readonly string[]) => ComponentChildren;
}

const FENCE = '```';
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;
const QUOTE = /^>\s?/;
const TABLE_RULE = /^\|?[\s:|-]+\|[\s:|-]*$/;

const BLOCKS: readonly Block[] = [
  {
    begins: (line) => line.startsWith(FENCE),
    isPart: (line) => !line.startsWith(FENCE),
    toBlock: (lines) => (
      <pre tabIndex={0}>
        <code>{lines.slice(1).join('\n')}</code>
      </pre>
    ),
  },
  {
    begins: (line) => /^#{1,6}\s/.test(line),
    isPart: () => false,
    toBlock: ([line = '']) => <h4>{toInline(line.replace(/^#+\s+/, ''))}</h4>,
  },
  {
    begins: (line) => /^(?:-{3,}|\*{3,})$/.test(line.trim()),
    isPart: () => false,
    toBlock: () => <hr />,
  },
  {
    begins: (line) => QUOTE.test(line),
    isPart: (line) => QUOTE.test(line),
    toBlock: (lines) => <blockquote>{toBlocks(lines.map((line) => line.replace(QUOTE, '')))}</blockquote>,
  },
  {
    begins: (line, next) => line.includes('|') && TABLE_RULE.test(next),
    isPart: (line) => line.includes('|'),
    toBlock: ([head = '', , ...rows]) => (
      <div class="table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {toCells(head).map((cell) => (
                <th>{toInline(cell)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {toCells(row).map((cell) => (
                  <td>{toInline(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ),
  },
  {
    begins: (line) => BULLET.test(line),
    isPart: (line) => BULLET.test(line) || /^\s{2,}\S/.test(line),
    toBlock: (lines) => (
      <ul>
        {lines.map((line) => (
          <li>{toInline(line.replace(BULLET, ''))}</li>
        ))}
      </ul>
    ),
  },
  {
    begins: (line) => NUMBER.test(line),
    isPart: (line) => NUMBER.test(line) || /^\s{2,}\S/.test(line),
    toBlock: (lines) => (
      <ol start={Number.parseInt(lines[0] ?? '1', 10)}>
        {lines.map((line) => (
          <li>{toInline(line.replace(NUMBER, ''))}</li>
        ))}
      </ol>
    ),
  },
];

const PARAGRAPH: Block = {
  begins: () => true,
  isPart: (line) => line.trim() !== '' && !BLOCKS.some(({ begins }) => begins(line, '')),
  toBlock: (lines) => (
    <p>{lines.flatMap((line, index) => (index === 0 ? [toInline(line)] : [<br />, toInline(line)]))}</p>
  ),
};

function toCells(row: string): readonly string[] {
  return row
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim());
}

const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|(?<![\w*])[*_][^*_]+[*_](?![\w*])|\[[^\]]+\]\([^)\s]+\))/;

function toInline(text: string): ComponentChildren[] {
  return text.split(INLINE).map((part) => {
    if (/^`.+`$/.test(part)) return <code>{part.slice(1, -1)}</code>;
    if (/^\*\*.+\*\*$/.test(part)) return <strong>{part.slice(2, -2)}</strong>;
    const [, label, address] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    if (label !== undefined && address !== undefined && /^(?:https?:|\/(?!\/))/.test(address))
      return (
        <a href={address} target="_blank" rel="noreferrer">
          {label}
        </a>
      );
    if (/^(?:\*.+\*|_.+_)$/.test(part) && INLINE.test(part)) return <em>{part.slice(1, -1)}</em>;
    return part;
  });
}
