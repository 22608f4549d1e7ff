/** Everything that is pressed, typed in or chosen. */
export const controls = `
button, .button, input, select { font: inherit; color: inherit; }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-height: 2.75rem;
  padding: 0.5rem 1.25rem;
  background: var(--surface);
  color: var(--accent);
  border: 1px solid var(--accent);
  border-radius: 0.5rem;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { background: var(--tint); color: var(--accent-strong); }
.primary { background: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent-strong); color: var(--on-accent); }
button:disabled, button:disabled:hover {
  background: transparent;
  color: var(--quiet);
  border: 1px dashed var(--edge);
  cursor: not-allowed;
}
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.actions:empty { display: none; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; justify-items: start; }
.stack > * { max-width: 100%; }
.stack > .field, .stack > .fields, .stack > fieldset, .stack > details { width: 100%; }

.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.3rem; align-content: start; }
label, legend { font-weight: 600; }
input:not([type=checkbox], [type=radio], [type=hidden]), select {
  width: 100%;
  min-height: 2.75rem;
  padding: 0.5rem 0.75rem;
  background: var(--surface);
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
}
input[aria-invalid=true] { border: 2px solid var(--danger); }
.field-error { color: var(--danger); font-weight: 600; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 1.25rem; }

.tick { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.75rem; align-items: center; min-height: 2.75rem; }
.tick label { font-weight: 400; padding: 0.5rem 0; }
.tick input { width: 1.35rem; height: 1.35rem; margin: 0; accent-color: var(--accent); }
fieldset { border: 0; display: grid; gap: 0.5rem; min-width: 0; }
legend { margin-bottom: 0.5rem; }

.choices { list-style: none; display: grid; gap: 0.75rem; }
.choice { width: 100%; min-height: 3.75rem; justify-content: space-between; gap: 0.5rem 1rem; flex-wrap: wrap; text-align: left; }
.choice-title { flex: 1 1 8rem; }
.aside { display: grid; gap: 0.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.aside h2 { font-size: 1rem; }

.question {
  max-width: min(28rem, calc(100vw - 2rem));
  margin: auto;
  padding: 1.5rem;
  background: var(--surface);
  color: var(--ink);
  border: 1px solid var(--edge);
  border-radius: 0.75rem;
}
.question .actions { margin-top: 1.25rem; }
.question::backdrop { background: rgb(0 0 0 / 0.55); }

.search { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
.search .field { flex: 1 1 14rem; }
.ending { grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: 1rem; }
.ending legend { margin-bottom: 0.75rem; }
`
