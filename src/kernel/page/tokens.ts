/** The colours, spaces and type of the console, for the pages beside it. A test compares them with its style sheet. */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9;
  --surface: #ffffff;
  --raised: #ffffff;
  --sunken: #eef0f4;
  --hover: #f1f2f6;
  --line: #e2e4ea;
  --line-strong: #c9ccd6;
  --text: #16181d;
  --muted: #5a6070;
  --accent: #4b4fd6;
  --accent-text: #4347c4;
  --accent-soft: #ececfd;
  --on-accent: #ffffff;
  --good: #14713d;
  --good-soft: #e1f4e8;
  --info: #1b5fb4;
  --info-soft: #e4eefb;
  --warn: #8a5300;
  --warn-soft: #fdf0da;
  --bad: #b3261e;
  --bad-soft: #fce8e6;
  --shadow: 0 8px 30px rgb(20 22 40 / 16%);
  --font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --size: 13px;
  --small: 11.5px;
  --code: 12px;
  --radius: 6px;
  --radius-large: 10px;
  --row: 32px;
  --control: 28px;
  --s1: 4px;
  --s2: 8px;
  --s3: 12px;
  --s4: 16px;
  --s5: 24px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e0f12;
    --surface: #16181c;
    --raised: #1d2025;
    --sunken: #101216;
    --hover: #1e2127;
    --line: #272a31;
    --line-strong: #3a3e48;
    --text: #e9eaee;
    --muted: #9aa0ae;
    --accent: #5d61e8;
    --accent-text: #a5a8ff;
    --accent-soft: #24264a;
    --on-accent: #ffffff;
    --good: #5fd18f;
    --good-soft: #14301f;
    --info: #7db6ff;
    --info-soft: #14283f;
    --warn: #f0b65a;
    --warn-soft: #34270f;
    --bad: #ff8f86;
    --bad-soft: #3b1a18;
    --shadow: 0 8px 30px rgb(0 0 0 / 60%);
  }
}
`;
