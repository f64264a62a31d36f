"""The web page's style sheet: one column, contents at the side, and in print the look of the Word pack."""

CSS = """
:root { --ink: #14171a; --quiet: #4a5560; --accent: #12436d; --line: #c5cbd3; --raised: #f6f7f9; }
* { box-sizing: border-box; }
html { scroll-behavior: auto; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.55 Arial, Helvetica, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
a { color: var(--accent); }
a:focus-visible, [tabindex="0"]:focus-visible, summary:focus-visible {
  outline: 3px solid #f46a25; outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: #fff; z-index: 1; }
.page { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
.cover { padding: 3rem 0 1.5rem; border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
.cover p { margin: .2rem 0; font-size: 1.15rem; color: var(--quiet); }
.cover dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1.25rem 0 0; }
.cover .version { margin-top: 1.25rem; font-size: 1rem; }
.cover dt { font-weight: bold; }
.cover dd { margin: 0; }
h1, h2, h3, h4, .contents-title { color: var(--accent); line-height: 1.25; }
h1 { font-size: 2rem; margin: .25rem 0 .75rem; }
h2 { font-size: 1.5rem; margin: 2.75rem 0 .75rem; }
h3, .contents-title { font-size: 1.2rem; margin: 2rem 0 .5rem; font-weight: bold; }
h4 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p, li { max-width: 44rem; }
p { margin: 0 0 .8rem; }
ul, ol { margin: 0 0 .8rem; padding-left: 1.6rem; }
nav ol { list-style: none; padding: 0; margin: 0; }
nav ol ol { padding-left: 1rem; font-weight: normal; }
nav > ol > li { font-weight: bold; margin-top: .4rem; }
nav a { text-decoration: none; display: inline-block; padding: .15rem 0; }
nav a:hover { text-decoration: underline; }
.contents-title { margin-top: 0; }
.scroll { overflow-x: auto; margin: 1.5rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.4; }
caption { text-align: left; font-weight: bold; font-size: 1rem; padding: 0 0 .5rem; }
th, td { padding: .45rem .65rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  min-width: 4.5rem; }
thead th { background: var(--accent); color: #fff; vertical-align: bottom; border-bottom: 0; }
tbody th { font-weight: normal; }
.figure { text-align: right; white-space: nowrap; }
thead .figure, .figure.words { white-space: normal; }
td p, td ul, td ol, tbody th p { margin: 0 0 .3rem; }
.status { border-left: 6px solid var(--quiet); white-space: nowrap; }
.status.green { border-left-color: #00703c; }
.status.amber { border-left-color: #ffc83d; }
.status.red { border-left-color: #b3201a; font-weight: bold; }
.status svg { width: .8em; height: .8em; margin-right: .4em; vertical-align: -.05em; }
.note, .source { font-size: .875rem; color: var(--quiet); margin: 0 0 .5rem; }
figure { margin: 1.75rem 0 1.25rem; max-width: 52rem; }
figcaption { font-weight: bold; margin-bottom: .25rem; }
figure > img { display: block; max-width: 100%; height: auto; margin: .5rem 0; }
figure > svg { display: block; width: 100%; height: auto; margin: .5rem 0; }
details { margin: .25rem 0 .5rem; font-size: .95rem; }
summary { cursor: pointer; color: var(--accent); padding: .2rem 0; }
details table { width: auto; }
@media (min-width: 70rem) {
  .page.with-contents { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3rem; }
  .cover { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1rem 0; }
  main > div:first-child > h2:first-child { margin-top: 1rem; }
}
@page { size: A4; margin: 2cm; }
@page wide { size: A4 landscape; }
@media print {
  body { font-size: 12pt; line-height: 1.4; }
  .page { display: block; max-width: none; padding: 0; }
  .page.with-contents { display: block; }
  .skip, details { display: none; }
  .cover { border: 0; padding-top: 6cm; }
  nav { position: static; max-height: none; overflow: visible; break-before: page; }
  h1 { font-size: 24pt; }
  h2, .contents-title { font-size: 18pt; }
  h3 { font-size: 14pt; }
  h4 { font-size: 12pt; }
  h2.new-page { break-before: page; margin-top: 0; }
  h2, h3, h4, caption, figcaption, h2 + .note, h3 + .note { break-after: avoid; }
  p, li { max-width: none; orphans: 2; widows: 2; }
  figure { break-inside: avoid; max-width: none; }
  table { font-size: 11pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th, .status { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .scroll { overflow: visible; }
  .wide { page: wide; }
  .note, .source { font-size: 10pt; }
}
"""
