import { Link } from '../ui/link.tsx';
import { Empty } from '../ui/states.tsx';
import { SCREENS } from './screens.ts';

/** The screen of a name. */
export function ScreenOf({ screen }: { readonly screen: string }) {
  const found = SCREENS.find(({ name }) => name === screen);
  if (found !== undefined) return <found.Screen />;
  return (
    <Empty title={`There is no screen “${screen}”.`}>
      <Link screen="">Go to the first one</Link>
    </Empty>
  );
}
