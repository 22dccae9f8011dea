/** One style sheet for every screen: quiet, roomy, with a teal that real Zendesk does not use. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --page: #f6f7f5; --card: #ffffff; --ink: #1d2524; --soft: #586462; --line: #d9dedb; --accent: #0b6e69;
  --on-accent: #ffffff; --note: #fff3c9; --note-line: #d9b646; --note-ink: #4a3b05; --warn: #a3341b;
  --practice: #123c3a; --on-practice: #e5f3f0; --wash: #e8efec;
  --radius: 10px; --font: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131817; --card: #1c2322; --ink: #e6ecea; --soft: #a3b0ad; --line: #34403e; --accent: #6cc9c1;
    --on-accent: #06201e; --note: #3b3312; --note-line: #8f7a2b; --note-ink: #f5e6af; --warn: #ff9d83;
    --practice: #0a2625; --on-practice: #cfe9e5; --wash: #25302e;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 var(--font); }
a { color: var(--accent); text-underline-offset: 3px; }
h1 { font-size: 1.4rem; margin: 0 0 .75rem; line-height: 1.25; }
h2 { font-size: 1.02rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0; background: var(--wash); border-radius: 6px; padding: .6rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 2; }
.practice { margin: 0; padding: .4rem 1rem; background: var(--practice); color: var(--on-practice);
  display: flex; flex-wrap: wrap; gap: .2rem .8rem; font-size: 13px; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding: .7rem 1rem;
  background: var(--card); border-bottom: 1px solid var(--line); }
.brand { font-weight: 650; color: var(--ink); text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem; }
nav a, .filters a { padding: .3rem .7rem; border-radius: 99px; text-decoration: none; color: var(--ink); }
nav a[aria-current], .filters a[aria-current] { background: var(--wash); font-weight: 600; }
.who { margin-left: auto; display: flex; gap: .6rem; align-items: center; color: var(--soft); }
main { max-width: 82rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
footer { display: flex; gap: 1.25rem; padding: 1rem; justify-content: center; border-top: 1px solid var(--line); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem; margin-bottom: 1rem; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
.grid .card { margin: 0; }
.soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .55rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-size: 13px; color: var(--soft); font-weight: 600; white-space: nowrap; }
.chip { display: inline-block; padding: .05rem .55rem; border-radius: 99px; border: 1px solid var(--line); font-size: 13px; white-space: nowrap; }
.chip.new { border-color: #c98a00; } .chip.open { border-color: #b8442c; } .chip.pending { border-color: #2f6fc0; }
.chip.solved, .chip.success { border-color: #2e8555; }
.filters { display: flex; flex-wrap: wrap; gap: .35rem; margin-bottom: 1rem; }
label { display: block; font-weight: 600; font-size: 14px; margin-bottom: .25rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=radio]), select, textarea { width: 100%; padding: .5rem .6rem; background: var(--page); border: 1px solid var(--soft); border-radius: 6px; }
textarea { min-height: 8rem; resize: vertical; }
button { padding: .5rem 1.1rem; min-height: 2.5rem; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
button.quiet { background: none; color: var(--accent); border: 1px solid var(--line); min-height: 2rem; padding: .2rem .7rem; font-weight: 500; }
.stack > * + * { margin-top: .9rem; }
.narrow { max-width: 26rem; margin-inline: auto; }
.problem { color: var(--warn); font-weight: 600; }
.ticket { display: grid; gap: 1rem; grid-template-columns: 1fr; grid-template-areas: "conversation" "details" "apps"; }
@media (min-width: 900px) { .ticket { grid-template-columns: 17rem minmax(0, 1fr); grid-template-areas: "details conversation" "apps apps"; } }
@media (min-width: 1240px) { .ticket { grid-template-columns: 16rem minmax(0, 1fr) 21rem; grid-template-areas: "details conversation apps"; } }
.ticket > .details { grid-area: details; } .ticket > .conversation { grid-area: conversation; min-width: 0; } .ticket > .apps { grid-area: apps; }
.apps { border: 1px dashed var(--line); border-radius: var(--radius); padding: 1rem; min-height: 8rem; }
dl { margin: 0; } dt { font-size: 13px; color: var(--soft); margin-top: .7rem; } dd { margin: 0; overflow-wrap: anywhere; }
.comment { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: .8rem 1rem; margin-bottom: .8rem; overflow-wrap: anywhere; }
.comment.note { background: var(--note); border-color: var(--note-line); color: var(--note-ink); }
.comment .meta { display: flex; flex-wrap: wrap; gap: .2rem .8rem; font-size: 13px; margin-bottom: .4rem; }
.comment .meta strong { font-size: 15px; }
.comment a { color: inherit; }
.composer fieldset { border: 0; padding: 0; margin: 0 0 .6rem; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; }
.composer fieldset label { display: flex; gap: .45rem; align-items: center; margin: 0; }
.composer legend { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.composer:has(input[value=internal]:checked) textarea { background: var(--note); border-color: var(--note-line); color: var(--note-ink); }
.composer .send { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin-top: .7rem; }
.composer .send > div { flex: 1 1 10rem; }
.app { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); margin-bottom: 1rem; overflow: hidden; }
.app h3 { display: flex; gap: .5rem; align-items: center; margin: 0; padding: .6rem .8rem; font-size: .95rem; border-bottom: 1px solid var(--line); }
.app iframe { display: block; width: 100%; border: 0; color-scheme: light dark; }
.notices { position: fixed; right: 1rem; top: 1rem; width: min(24rem, calc(100vw - 2rem)); z-index: 3; }
.toast { display: flex; gap: .8rem; align-items: start; justify-content: space-between; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; padding: .7rem .9rem; margin-bottom: .6rem; }
.toast p { margin: 0; overflow-wrap: anywhere; } .toast.alert { border-left-color: #c98a00; } .toast.error { border-left-color: var(--warn); }
button[aria-busy=true] { opacity: .6; cursor: progress; }
iframe.mail { width: 100%; height: 30rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
`;
