import { Fragment } from 'preact';
import { splitName } from './split-name.ts';

/** A name that a line may break after its underscores and slashes, rather than within its words. */
export function Breakable({ text }: { readonly text: string }) {
  return (
    <>
      {splitName(text).map((part, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
