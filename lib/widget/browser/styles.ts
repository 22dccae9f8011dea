/** The look of the widgets, inside their own shadow tree. Shops set the variables; everything else stays as drawn. */
export const styles = `
:host{display:block;min-height:var(--vr-min-height,3rem);color:var(--vr-text,#1c2420);font:var(--vr-font,inherit);
--b:var(--vr-border,#d5dbd6);--m:var(--vr-muted,#4b564f);--a:var(--vr-accent,#12604f);--g:var(--vr-background,#fff);--r:var(--vr-radius,.75rem)}
:host([hidden]){display:none}
:host([theme=dark]){--vr-text:#eef3ef;--vr-border:#3b4840;--vr-muted:#b5c1b9;--vr-accent:#7fd3b9;--vr-background:#161d19}
*{box-sizing:border-box;margin:0}
a,button{font:inherit;color:inherit}
a:focus-visible,button:focus-visible,ul:focus-visible{outline:2px solid var(--a);outline-offset:2px}
svg{height:1.1em;width:5.5em;vertical-align:-.15em;flex:none}
.o{fill:var(--vr-star-empty,#c9cfca)}.f{fill:var(--vr-star,#e8a100)}
.s{display:inline-flex;flex-wrap:wrap;align-items:center;gap:.15em .5em}
.s b{font-weight:650}.m{color:var(--m);font-size:.875em}
.badge{display:inline-flex;flex-direction:column;gap:.1em;padding:.6em .9em;background:var(--g);border:1px solid var(--b);border-radius:var(--r);text-decoration:none}
.badge:hover{border-color:var(--a)}
.h{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5em 1em;margin-bottom:.9em}
.h a{color:var(--a);padding:.4em 0}
ul{list-style:none;padding:0;display:grid;gap:.8em}
li{background:var(--g);border:1px solid var(--b);border-radius:var(--r);padding:1em;min-width:0;overflow-wrap:anywhere}
li p{white-space:pre-wrap;margin-top:.5em}
li .r{margin-top:.8em;padding-inline-start:.8em;border-inline-start:3px solid var(--a)}
.c ul{grid-auto-flow:column;grid-auto-columns:min(20rem,85%);overflow-x:auto;scroll-snap-type:x mandatory;padding-bottom:.5em}
.c li{scroll-snap-align:start;max-height:22rem;overflow:auto}
.n{display:flex;gap:.5em;margin-top:.8em}
button{min-height:2.75em;min-width:2.75em;padding:0 1em;background:var(--g);border:1px solid var(--b);border-radius:var(--r);cursor:pointer}
button:hover{border-color:var(--a)}
@media (prefers-reduced-motion:no-preference){.c ul{scroll-behavior:smooth}}
`;
