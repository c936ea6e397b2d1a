import type { ReportFinding } from '../core/report.ts';
import type { TextOptions } from './comment-rows.ts';
import { countText, messageText, usdText } from './figures.ts';
import { fileLink } from './file-link.ts';
import type { Markup } from './markup.ts';
import { shortened } from './table.ts';

/** An item for each finding: where, what, and how to fix it. What prompts say is not among it. */
export function findingItems(findings: readonly ReportFinding[], markup: Markup, { links, flavour, isFixed = false }: TextOptions & { readonly isFixed?: boolean }): string[] {
  return findings.map(({ path, line, cell, severity, message, ruleId, fixes: [fix], savings }) => {
    const place = markup.code(`${shortened(path, 60, 'start')}:${cell === undefined ? '' : `cell ${cell}:`}${line}`);
    const [url, page] = [fileLink(isFixed ? links?.before : links?.after, path, line, flavour), /^[a-z][a-z\d-]{0,60}$/.test(ruleId) ? fileLink(links?.rules, `${ruleId}.md`, undefined, flavour) : undefined];
    const rule = markup.code(ruleId);
    const what = `- ${isFixed ? '' : `**${severity}** `}${linked(place, url)} ${messageText(markup.sentence(message))} ${linked(rule, page)}`;
    if (isFixed) return what;
    // Most messages begin with what can be saved.
    const saved = /\$|\btokens?\b/.test(message) ? '' : savings?.usdPerThousandCalls ? `Saves ${usdText(savings.usdPerThousandCalls)} per 1,000 calls` : savings?.tokensPerCall ? `Saves ${countText(savings.tokensPerCall, 'token')} per call` : '';
    const how = fix ? `${saved === '' ? 'Fix' : `${saved}; fix`}: ${markup.sentence(fix.title)} (${markup.code(fix.safety === 'safe' ? '--fix' : '--fix-suggested')})` : saved;
    return how === '' ? what : `${what}${markup.lineBreak}${how}`;
  });
}

function linked(text: string, url: string | undefined): string {
  return url === undefined ? text : `[${text}](${url})`;
}
