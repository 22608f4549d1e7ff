/** What only the dashboard has: its menu, lists, tables, code and the drawing of a login. */
export const dashboard = `
.menu ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem; margin-left: -0.35rem; }
.menu a {
  display: inline-flex;
  align-items: center;
  min-height: 2.25rem;
  padding: 0.2rem 0.35rem;
  border-radius: 0.5rem;
  text-decoration: none;
  font-size: 0.85rem;
  font-weight: 600;
}
.menu a:hover { background: var(--tint); }
.menu a[aria-current] { background: var(--accent); color: var(--on-accent); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.intro { max-width: 46rem; color: var(--quiet); }

textarea {
  font: inherit;
  color: inherit;
  width: 100%;
  padding: 0.5rem 0.75rem;
  background: var(--surface);
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
}
.code-area, pre { font: 0.875rem/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 1.25rem; }
.danger { color: var(--danger); border-color: var(--danger); }
.danger:hover { background: var(--danger-tint); color: var(--danger); }
.small { min-height: 2.25rem; padding: 0.2rem 0.75rem; font-size: 0.9rem; }
.small.off { color: var(--quiet); border: 1px dashed var(--edge); }
form.inline { display: inline-flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }

.panel {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 0.75rem;
  align-content: start;
  padding: 1.25rem;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
.panel > ul:not([class]) { padding-left: 1.25rem; }
.panel h2, .panel h3 { overflow-wrap: anywhere; }
main > .search.panel, main > form.search { display: flex; }
.panel details + details { border-top: 0; margin-top: -0.75rem; }
summary .hint { font-weight: 400; }
.rows { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
.stack > .panel { width: 100%; }
.panels { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
@media (min-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; } }

pre { margin: 0; padding: 0.75rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.5rem; overflow-x: auto; }
pre code { font: inherit; overflow-wrap: normal; }
.copyable { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; justify-items: start; }
.copyable pre { width: 100%; }
.whole pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.whole pre code { overflow-wrap: anywhere; }
.copy { min-height: 2.25rem; padding: 0.2rem 0.75rem; font-size: 0.9rem; }

.scroll { overflow-x: auto; }
.scroll table { width: 100%; }
th { font-size: 0.9rem; color: var(--quiet); }
td { vertical-align: top; }
.facts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.1rem 1rem; }
.facts dt { color: var(--quiet); font-size: 0.9rem; font-weight: 600; }
.facts dd { overflow-wrap: anywhere; margin-bottom: 0.4rem; }
@media (min-width: 36rem) {
  .facts { grid-template-columns: fit-content(12rem) minmax(0, 1fr); gap: 0.35rem 1.5rem; }
  .facts dd { margin-bottom: 0; }
}

.steps { margin: 0; padding-left: 1.5rem; display: grid; gap: 0.4rem; }
.steps .hint { display: block; }
.badge.good { background: var(--good-tint); color: var(--good); }
.badge.bad { background: var(--danger-tint); color: var(--danger); }
.events { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
.event {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0.25rem 0.9rem;
  padding: 0.6rem 1rem;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
}
.event:target { border-color: var(--accent); }
.event > * { min-width: 0; overflow-wrap: anywhere; }
.event > a { padding-block: 0.25rem; font-weight: 600; }
.event time, .event .hint { font-variant-numeric: tabular-nums; }
.event .end { margin-left: auto; }
.timeline { gap: 0.35rem; }
.timeline > .event { border-left: 0.35rem solid var(--edge); }
.timeline > .good { border-left-color: var(--good); }
.timeline > .bad { border-left-color: var(--danger); }
.timeline > .warning { border-left-color: var(--caution); }
.reads { flex: 1 1 14rem; padding: 0; border: 0; }
.reads summary { min-height: 0; padding: 0.25rem 0; }
.reads[open] summary { margin-bottom: 0.5rem; }
.reads ul { padding: 0; }
.notes { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; min-width: 0; overflow-wrap: anywhere; }
.reason { flex: 1 1 100%; }
@media (min-width: 60rem) {
  .timeline { grid-template-columns: max-content fit-content(16rem) max-content minmax(0, 1fr) max-content; }
  .timeline > .event { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; }
  .timeline > .event > time { max-width: 7rem; }
  .reads, .reason { grid-column: 2 / -1; }
  .timeline .notes:last-child { grid-column: 4 / -1; }
}
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.75rem 1.25rem; }
@media (min-width: 48rem) { .filters > :first-child { grid-column: 1 / -1; } }
.changes { list-style: none; display: grid; gap: 0.35rem; }

.sequence { list-style: none; display: grid; gap: 0; padding: 0; margin: 0; }
.lanes, .step { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); }
.lanes { position: sticky; top: 0; padding: 0.5rem 0; background: var(--surface); border-bottom: 2px solid var(--line); font-size: clamp(0.68rem, 0.5rem + 0.8vw, 0.9rem); font-weight: 600; text-align: center; }
.lanes span { padding-inline: 0.15rem; }
@media (max-width: 30rem) {
  .panel { padding: 1rem 0.9rem; }
  .lanes span { justify-self: center; padding-inline: 0; white-space: nowrap; }
  .lanes span:nth-child(even) { padding-top: 1.15rem; }
}
.step {
  position: relative;
  padding: 0.5rem 0 0.35rem;
  background: repeating-linear-gradient(to right, transparent 0 calc(12.5% - 1px), var(--line) calc(12.5% - 1px) 12.5%, transparent 12.5% 25%);
}
.step a { color: inherit; }
.arrow { grid-row: 2; height: 0; border-top: 2px solid var(--accent); position: relative; margin-block: 0.4rem; }
.answer .arrow { border-top-style: dashed; border-color: var(--edge); }
.arrow::after { content: ""; position: absolute; top: -0.4rem; border: 0.35rem solid transparent; }
.rightward .arrow::after { right: -0.1rem; border-left-color: var(--accent); border-right-width: 0; }
.leftward .arrow::after { left: -0.1rem; border-right-color: var(--accent); border-left-width: 0; }
.answer.rightward .arrow::after { border-left-color: var(--edge); }
.answer.leftward .arrow::after { border-right-color: var(--edge); }
.spoilt .arrow { border-color: var(--caution); }
.spoilt.rightward .arrow::after { border-left-color: var(--caution); }
.spoilt.leftward .arrow::after { border-right-color: var(--caution); }
.step .said { grid-row: 1; grid-column: 1 / -1; justify-self: center; padding: 0 0.4rem; background: var(--surface); font-size: 0.9rem; text-align: center; overflow-wrap: anywhere; }
@media (min-width: 48rem) {
  .span-1-2 .said { grid-column: 1 / 3; }
  .span-1-3 .said { grid-column: 1 / 4; }
  .span-2-3 .said { grid-column: 2 / 4; }
  .span-2-4 .said { grid-column: 2 / 5; }
  .span-3-4 .said { grid-column: 3 / 5; }
}
.span-1-2 .arrow { grid-column: 1 / 3; margin-inline: 25%; }
.span-1-3 .arrow { grid-column: 1 / 4; margin-inline: 16.66%; }
.span-1-4 .arrow { grid-column: 1 / 5; margin-inline: 12.5%; }
.span-2-3 .arrow { grid-column: 2 / 4; margin-inline: 25%; }
.span-2-4 .arrow { grid-column: 2 / 5; margin-inline: 16.66%; }
.span-3-4 .arrow { grid-column: 3 / 5; margin-inline: 25%; }
`
