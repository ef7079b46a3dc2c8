import type { Operation } from '../../contract/model/contract.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { RequestInfo } from '../rule/behaviour.ts';
import { paginate, type Page } from './paginate.ts';
import { RecentMap } from '../../kernel/recent-map.ts';

/** The content of a page: the texts of its resources, and its position in the list. */
export interface PageContent {
  readonly items: readonly JsonText[];
  readonly page: Page;
  readonly request: RequestInfo;
}

/**
 * Compiles the JSON text of a page from the texts of its resources. With caching, an unchanged page returns the
 * same JsonText instance.
 */
export function compilePageText(
  { success: { envelope } }: Operation,
  isCaching: boolean,
): (content: PageContent) => JsonText {
  const write = ({ items, page, request }: PageContent): JsonText => {
    if (!envelope.paginated && !envelope.wrapped) return new JsonText(`[${items.map(({ text }) => text).join(',')}]`);
    const end = envelope.paginated ? `],${JSON.stringify(paginate(page, request)).slice(1)}` : ']}';
    return JsonText.fromParts({ start: '{"data":[', elements: items, end });
  };
  return isCaching ? cachePages(write) : write;
}

function cachePages(write: (content: PageContent) => JsonText): (content: PageContent) => JsonText {
  const recent = new RecentMap<string, CachedPage>(MAX_CACHE_BYTES);
  return function toPageText(content) {
    const { items, page, request } = content;
    const key = JSON.stringify([request.origin, request.path, request.queryPairs]);
    const cached = recent.get(key);
    if (cached !== undefined && cached.total === page.total && areSame(cached.items, items)) return cached.text;
    const text = write(content);
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

/** Per operation; an estimate. */
const MAX_CACHE_BYTES = 3 * 1024 * 1024;
