import { Icon } from './icon.tsx';

interface SearchProps {
  readonly value: string;
  readonly label: string;
  readonly change: (text: string) => void;
}

/** A field to search in; `/` moves the focus to it, and Escape back to the page. */
export function SearchBox({ value, label, change }: SearchProps) {
  return (
    <label class="search">
      <Icon name="search" />
      <span class="unseen">{label}</span>
      <input
        type="search"
        data-search
        placeholder={`${label}  /`}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}
