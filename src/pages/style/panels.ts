/** Cards, alerts, badges, the panel that explains. */
export const panels = `
.alert, .callout { padding: 0.75rem 1rem; border-radius: 0.5rem; }
.alert { background: var(--caution-tint); color: var(--caution); font-weight: 600; }
.alert.error { background: var(--danger-tint); color: var(--danger); }
.callout { background: var(--tint); font-size: 0.95rem; }
.alert ul { padding-left: 1.25rem; }

.badge {
  display: inline-block;
  padding: 0.05rem 0.5rem;
  background: var(--tint);
  color: var(--accent);
  border-radius: 1rem;
  font-size: 0.8rem;
  font-weight: 600;
  overflow-wrap: anywhere;
}
.badge.muted { background: transparent; color: var(--quiet); }
.badge.warning { background: var(--caution-tint); color: var(--caution); }

.cards {
  list-style: none;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
  gap: 0.75rem;
  margin: 0.75rem 0 1.75rem;
}
.cards li { display: grid; }
.card {
  flex-direction: column;
  align-items: stretch;
  justify-content: flex-start;
  gap: 0.35rem;
  padding: 1rem;
  color: var(--ink);
  border-color: var(--line);
  border-radius: 0.75rem;
  font-weight: 400;
  text-align: left;
}
.card:hover { color: var(--ink); border-color: var(--accent); }
.card-title { font-weight: 700; }
.card-about { display: flex; flex: 1; flex-direction: column; justify-content: space-between; gap: 0.75rem; }
.card-story { color: var(--quiet); font-size: 0.925rem; line-height: 1.45; }
.marks { display: flex; flex-wrap: wrap; gap: 0.35rem; }
main.wide form > .ending { margin-bottom: 1.75rem; }

details { border-block: 1px solid var(--line); padding-block: 0.25rem; }
summary { min-height: 2.75rem; padding-block: 0.6rem; font-weight: 600; cursor: pointer; }
details > * + * { margin-bottom: 0.75rem; }
details ul { padding-left: 1.25rem; }
table { border-collapse: collapse; }
th, td { padding: 0.3rem 1.5rem 0.3rem 0; text-align: left; border-bottom: 1px solid var(--line); }

.why {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1rem;
  margin-top: 0.75rem;
  padding: 1.25rem;
  border: 2px dashed var(--accent);
  border-radius: 0.75rem;
}
.why dl { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.15rem 1rem; }
.why dt { color: var(--quiet); font-size: 0.9rem; font-weight: 600; }
.why dd { margin-bottom: 0.5rem; }
.why-reason + .why-reason { padding-top: 1rem; border-top: 1px solid var(--line); }
.enrol { display: grid; gap: 0.75rem; justify-items: start; padding-top: 1rem; border-top: 1px solid var(--line); }
.enrol dl { width: 100%; }
@media (min-width: 36rem) {
  .why dl { grid-template-columns: 8rem minmax(0, 1fr); }
  .why dd { grid-column: 2; }
}
`
