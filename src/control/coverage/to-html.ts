import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { formatShare } from '../../kernel/text/format-share.ts';
import { FRAME_STYLE, toFrame, type Navigation } from '../../kernel/page/frame.ts';
import { COVERAGE_STYLE } from './html-style.ts';
import type { CellReport, CoverageReport, FieldReport, OperationReport, Share } from './report-coverage.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/**
 * Renders a report as one HTML page in the console's frame, without scripts. It loads nothing; only the links of its
 * navigation need the server.
 */
export function toCoverageHtml(
  { title, requests, summary, operations }: CoverageReport,
  navigation?: Navigation,
): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Coverage of ${escapeMarkup(title)}</title>
<link rel="icon" href="data:,">
<style>${FRAME_STYLE}${COVERAGE_STYLE}</style>
${toFrame({
  title: `Coverage of ${title}`,
  about: `${count(requests, 'request')}. A response is covered once an exchange has had its status and media types.`,
  content: `<dl class="shares">
${SHARES.map(([name, label]) => toTile(label, summary[name])).join('\n')}
</dl>
${groupByTag(operations).map(toGroup).join('\n')}`,
  navigation,
})}
</html>
`;
}

function toTile(label: string, share: Share): string {
  return `<div><dt>${label}</dt><dd>${escapeMarkup(formatShare(share))}<small>%</small></dd><dd class="of">${share.covered} of ${share.total}${toBar(share)}</dd></div>`;
}

function toBar(share: Share): string {
  return `<meter min="0" max="100" value="${share.percent}">${escapeMarkup(formatShare(share))}%</meter>`;
}

function groupByTag(
  operations: readonly OperationReport[],
): readonly (readonly [tag: string, operations: readonly OperationReport[]])[] {
  const groups = new Map<string, OperationReport[]>();
  for (const operation of operations) getOrCreate(groups, operation.tag, () => []).push(operation);
  return [...groups];
}

function toGroup([tag, operations]: readonly [tag: string, operations: readonly OperationReport[]]): string {
  return `<section>
<h2>${escapeMarkup(tag === '' ? 'Operations' : tag)}</h2>
${operations.map(toOperation).join('\n')}
</section>`;
}

function toOperation({ operationId: id, method, path, requests, covered, responses, fields }: OperationReport): string {
  return `<details>
<summary><span class="method">${escapeMarkup(method)}</span> <span class="path">${breakable(path)}</span> <span class="figures">${covered.covered}/${covered.total}${toBar(covered)}</span></summary>
<p><code>${escapeMarkup(id)}</code>, ${count(requests, 'request')}</p>
<ul class="cells">
${responses.map(toCell).join('\n')}
</ul>
${fields.length === 0 ? '' : toFields(fields)}
</details>`;
}

function toCell({ requestMediaType, status, responseMediaType, count: seen, state }: CellReport): string {
  const types = [...(requestMediaType === null ? [] : [requestMediaType]), responseMediaType ?? 'no body']
    .map(escapeMarkup)
    .join(' → ');
  return `<li class="${state}"><b>${escapeMarkup(status)}</b> ${types} <span>${state === 'covered' ? `${seen}×` : `${LABELS[state]}${seen > 0 ? `, ${seen}×` : ''}`}</span></li>`;
}

function toFields(fields: readonly FieldReport[]): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="Parameters and fields"><table>
<thead><tr><th>Field</th><th>Valid</th><th>Rejected</th><th>Values</th><th>Rejected by</th></tr></thead>
<tbody>
${fields.map(toRow).join('\n')}
</tbody></table></div>`;
}

function toRow({ in: location, name, valid, refused, values, keywords }: FieldReport): string {
  return `<tr><td><small>${location}</small> ${breakable(name)}</td><td class="${mark(valid)}">${valid}</td><td class="${mark(refused)}">${refused}</td><td>${marks(
    values.map(({ value, count: seen }) => [typeof value === 'string' ? value : JSON.stringify(value), seen]),
  )}</td><td>${marks(keywords.map(({ keyword, refused: seen }) => [keyword, seen]))}</td></tr>`;
}

function marks(items: readonly (readonly [text: string, seen: number])[]): string {
  return items.map(([text, seen]) => `<span class="${mark(seen)}">${escapeMarkup(text)}</span>`).join(' ');
}

function mark(seen: number): string {
  return seen > 0 ? 'covered' : 'missing';
}

/** Allows line breaks after separators in long names. */
function breakable(text: string): string {
  return escapeMarkup(text).replaceAll(/[/._](?!<)/g, '$&<wbr>');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const SHARES: readonly (readonly [name: keyof CoverageReport['summary'], label: string])[] = [
  ['responses', 'Responses'],
  ['operations', 'Operations'],
  ['parameters', 'Parameters and fields'],
  ['values', 'Values of enums'],
  ['refusals', 'Rejecting keywords'],
];

const LABELS = { missing: 'not seen', undeclared: 'not declared', covered: '' } as const;
