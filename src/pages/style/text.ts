/** The page itself: measure, type, header, notice. */
export const text = `
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  padding-bottom: 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
h1, h2, h3, p, ul, dl, dd, fieldset, legend { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 1.25rem + 1.4vw, 2rem); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h1:empty { display: none; }
h2 { font-size: 1.15rem; line-height: 1.35; }
h3 { font-size: 1rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
code { font: 0.92em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }

.banner {
  padding: 0.6rem 1rem;
  background: var(--tint);
  border-bottom: 2px dashed var(--accent);
  font-size: 0.875rem;
  line-height: 1.45;
}
.banner p { max-width: 68rem; margin: 0 auto; }

.top {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 0.25rem 1.5rem;
  margin: 0 auto;
  padding: 1.25rem 1rem 0.75rem;
}
.brand { font-size: 1.1rem; font-weight: 700; letter-spacing: -0.01em; }
.back { padding-block: 0.6rem; }
.back::before { content: "\\2190"; display: inline-block; margin-right: 0.5em; }

.narrow { max-width: 40rem; }
.wide { max-width: 70rem; }
main {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1.25rem;
  margin: 0 auto;
  padding: clamp(1.25rem, 4vw, 2.25rem) clamp(1rem, 4vw, 2.25rem);
}
main.narrow { background: var(--surface); border-block: 1px solid var(--line); }
@media (min-width: 42rem) {
  .banner { text-align: center; }
  main.narrow { border: 1px solid var(--line); border-radius: 0.75rem; }
  .top.narrow { padding-inline: 0.25rem; }
}
main.wide { padding-top: 0.75rem; }
.top.wide { padding-inline: clamp(1rem, 4vw, 2.25rem); }

.hint { color: var(--quiet); font-size: 0.9rem; }
.person { font-size: 1.4rem; }
.code { font-weight: 600; color: var(--danger); }
.error-lines { list-style: none; display: grid; gap: 0.35rem; overflow-wrap: anywhere; }
[data-testid=error-section], [data-testid=idp-unreachable] { display: grid; gap: 1.25rem; }
`
