/** Text of strangers (paths, names, prompts, code) made safe to print. */

const { fromCharCode } = String;

/** Control characters, bidirectional and invisible marks; line ends are not for these one-line texts either. */
const unsafe = new RegExp(
  `[${fromCharCode(0)}-${fromCharCode(0x1f)}${fromCharCode(0x7f)}-${fromCharCode(0x9f)}\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\ud800-\\udfff]`,
  'gu',
);

/** One line that a terminal shows and does not obey, and in which no CI log finds a command. */
export function printable(text: string): string {
  return withoutCommands(text.replaceAll('\t', ' ').replaceAll(unsafe, '\uFFFD'));
}

/** `##[error]` works anywhere in a line of an Actions log, `::error::` at its start; Azure, TeamCity and GitLab have their own. */
function withoutCommands(line: string): string {
  return line
    .replaceAll(/##(?=\[|vso\[|teamcity\[)/gi, '# #')
    .replaceAll(/section_(?=start:|end:)/g, 'section-')
    .replace(/^\s*::/, match => match.replace('::', ': :'));
}
