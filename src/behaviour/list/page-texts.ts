import type { Operation } from '../../contract/model/contract.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { RequestInfo } from '../rule/behaviour.ts';
import { paginate, type Page } from './paginate.ts';
import { RecentMap } from '../../kernel/recent-map.ts';

/** What a list's text is made of. */
export interface PageContent {
  readonly items: readonly JsonText[];
  readonly page: Page;
  readonly request: RequestInfo;
}

/** Joins the texts of resources into a list's; the same texts on the same page give the same text again. */
export function compilePageText(
  { success: { envelope } }: Operation,
  isCaching: boolean,
): (parts: PageContent) => JsonText {
  const recent = new RecentMap<string, CachedPage>(isCaching ? MAX_CACHE_BYTES : 0);
  const write = ({ items, page, request }: PageContent): JsonText => {
    const list = items.map(({ text }) => text).join(',');
    if (!envelope.paginated && !envelope.wrapped) return new JsonText(`[${list}]`);
    const end = envelope.paginated ? `],${JSON.stringify(paginate(page, request)).slice(1)}` : ']}';
    return new JsonText(`{"data":[${list}${end}`, isCaching ? { elements: items, rest: `{"data":[${end}` } : undefined);
  };
  return function toPageText(parts) {
    const { items, page, request } = parts;
    const key = JSON.stringify([request.origin, request.path, request.queryPairs]);
    const known = recent.get(key);
    if (known !== undefined && known.total === page.total && areSame(known.items, items)) return known.text;
    const text = write(parts);
    recent.set(key, { text, items, total: page.total }, text.text.length * 2 + key.length);
    return text;
  };
}

interface CachedPage {
  readonly text: JsonText;
  readonly items: readonly JsonText[];
  readonly total: number;
}

function areSame(left: readonly JsonText[], right: readonly JsonText[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

/** In bytes, of one operation. */
const MAX_CACHE_BYTES = 3 * 1024 * 1024;
