/** The recette: verdicts, steps, and how it is printed. */
export const report = `
.verdicts { list-style: none; display: grid; gap: 0.5rem; }
.verdict {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 0.25rem 1rem;
  padding: 0.75rem 1rem;
  background: var(--surface);
  border: 1px solid var(--line);
  border-left: 0.35rem solid var(--edge);
  border-radius: 0.5rem;
}
.verdict.passed { border-left-color: var(--good); }
.verdict.failed { border-left-color: var(--danger); }
.verdict.review { border-left-color: var(--caution); }
.verdict > .badge, .answer-form button { justify-self: start; }
.verdict h3 { font-size: 1rem; }
.verdict .proofs { display: flex; flex-wrap: wrap; gap: 0.15rem 0.9rem; font-size: 0.9rem; }
.verdict .answer-form { display: grid; gap: 0.75rem; margin-top: 0.5rem; }
.steps { display: grid; gap: 0.5rem; padding-left: 1.75rem; }
.steps li > form { display: inline-flex; margin-left: 0.5rem; }
.figures { display: flex; flex-wrap: wrap; gap: 0.5rem; }
@media (min-width: 48rem) {
  .verdict { grid-template-columns: 7.5rem minmax(0, 1fr); }
  .verdict > * { grid-column: 2; }
  .verdict > .badge { grid-column: 1; grid-row: 1; align-self: start; }
}
@media print {
  :root { --paper: #fff; --surface: #fff; }
  .menu, .actions, .callout, .verdict details, .steps li > form { display: none; }
  .verdict, .panel { break-inside: avoid; }
  .top.wide, main.wide { max-width: none; padding-inline: 0; }
  [data-testid=rehearsal] { order: 1; }
  a { color: inherit; text-decoration: none; }
}
`
