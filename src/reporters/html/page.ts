/** The document around the sections. Nothing is loaded: the policy in its head forbids the browser to try. */
import { createHash } from 'node:crypto';
import { html, Html } from './escaped.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** One part of the page, with its place in the list of contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** Only this style and this script, no other and none in attributes; no picture but the empty icon, which keeps browsers from asking for one. */
const policy = `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** The whole file. */
export function pageOf(title: string, head: Html, sections: readonly Section[], foot: Html): string {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
${head}
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main id="main">
${sections.map(({ id, title: name, body }) => html`<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${body}
</section>
`)}</main>
<footer>
${foot}
</footer>
<script>${new Html(script)}</script>
</body>
</html>
`;
  return page.markup;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
