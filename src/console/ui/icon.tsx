/** The strokes of each icon, on a grid of 16. */
const ICONS = {
  home: 'M2.5 7.2 8 2.5l5.5 4.7V13a.8.8 0 0 1-.8.8H9.8V9.5H6.2v4.3H3.3a.8.8 0 0 1-.8-.8Z',
  traffic: 'M1.8 8h2.6l2-5 3.2 10 2-5h2.6',
  data: 'M2.5 4c0-1 2.5-1.8 5.5-1.8S13.5 3 13.5 4v8c0 1-2.5 1.8-5.5 1.8S2.5 13 2.5 12ZM2.5 4c0 1 2.5 1.8 5.5 1.8S13.5 5 13.5 4M2.5 8c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8',
  worlds: 'M8 1.8 14 5 8 8.2 2 5Zm-6 6.3 6 3.2 6-3.2M2 11l6 3.2 6-3.2',
  faults: 'M8.8 1.8 3 9h4.4l-.8 5.2L12.6 7H8.2Z',
  contract: 'M4 1.8h5.5L12.5 5v9.2H4Zm5.3 0V5h3.2M6 8h4.5M6 10.8h4.5',
  help: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM6.2 6.3c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.3-1.8 1.4-1.8 2.7M8 11.2v.1',
  runs: 'M3.5 2.2v11.6l9-5.8Z',
  threads: 'M2 3h12v8H7.2L4 13.6V11H2Z',
  replies: 'M6.5 4 2.5 7.6l4 3.6V9c3.4-.3 5.4.7 7 3-.2-3.7-2.6-6.3-7-6.3Z',
  copy: 'M5.5 5.5h8v8h-8Zm-3 5v-8h8',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  warning: 'M8 2 14.5 13.5h-13Zm0 4.5v3.2m0 2v.1',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  link: 'M6 3.5H3v9.5h9.5v-3M9 2.5h4.5V7M13 3 7.5 8.5',
} as const;

export type IconName = keyof typeof ICONS;

/** A small picture beside a text that says the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
