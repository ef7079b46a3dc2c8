import type { MovedClock } from '../api/types.ts';
import { useRecordScreen } from '../platform/use-record-screen.ts';
import { Link } from '../ui/link.tsx';

/** The work that a move of the clock has run, with links to the first records that it concerned. */
export function RanWork({ work }: { readonly work: MovedClock['ran_work'] }) {
  const findScreen = useRecordScreen();
  return (
    <ul class="muted">
      {work.map(({ kind, label, count, records }) => (
        <li key={kind}>
          {count} × {label}
          {records.slice(0, MAX_LINKED).map(({ collection, key, name }, index) => (
            <span key={`${collection}/${key}`}>
              {index === 0 ? ': ' : ', '}
              <Link {...(findScreen(collection, key) ?? { screen: 'data', params: { collection, record: key } })}>
                {name ?? key}
              </Link>
            </span>
          ))}
          {records.length > MAX_LINKED ? ', …' : ''}
        </li>
      ))}
    </ul>
  );
}

const MAX_LINKED = 3;
