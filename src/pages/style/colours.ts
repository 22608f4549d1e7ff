/** Every colour of the pages, once for light and once for dark; the other parts only name them. */
export const colours = `
:root {
  color-scheme: light dark;
  --paper: #f5f2ec;
  --surface: #fffdfa;
  --ink: #221d2a;
  --quiet: #5a5365;
  --line: #c9c1cf;
  --edge: #7a7185;
  --accent: #5c2a62;
  --accent-strong: #43194a;
  --on-accent: #fffdfa;
  --tint: #efe5f0;
  --danger: #9c1f1a;
  --danger-tint: #fbe6e2;
  --good: #1b5a34;
  --good-tint: #dff1e4;
  --caution: #6d4600;
  --caution-tint: #fbecc8;
  --focus: #b4500f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #19161d;
    --surface: #231f29;
    --ink: #f1ecf4;
    --quiet: #bbb1c4;
    --line: #4a4353;
    --edge: #9188a0;
    --accent: #e2b5e8;
    --accent-strong: #f0d3f3;
    --on-accent: #2b1230;
    --tint: #372a3c;
    --danger: #ffb3a8;
    --danger-tint: #47211d;
    --good: #9fe0b4;
  --good-tint: #17392a;
  --caution: #f6cf7e;
    --caution-tint: #40300f;
    --focus: #ffb070;
  }
}
@media (prefers-contrast: more) {
  :root { --line: var(--ink); --edge: var(--ink); --quiet: var(--ink); }
}
`
