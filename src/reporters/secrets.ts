/** Things that look like secrets, blotted out: code frames end up in logs. As long as before, so that marks below stay in place. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, match => match.slice(0, 4) + '*'.repeat(match.length - 4));
}

/** By their prefixes those of services, then what looks like a key whoever has given it: letters of both cases with digits, or digits of hexadecimal numbers. */
const secrets = new RegExp(
  [
    /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/,
    /\bABSK[\w+/=-]{16,}/,
    /\bbedrock-api-key-[\w+/=-]{8,}/,
    /\bgh[pousr]_[\w.-]{16,}/,
    /\b(?:github_pat|npm|hf|gsk|lin_api|[spr]k_live|[spr]k_test|shp(?:at|ca|pa|ss)|do[opr]_v1|glsa|figd|dckr_pat|whsec)_\w{16,}/,
    /\b(?:glpat|pypi|sk)-[\w-]{12,}/,
    /\bxox[abeoprs]-[\w-]{8,}/,
    /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
    /\bAIza[\w-]{30,}/,
    /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
    /-----BEGIN [A-Z ]+-----/,
    /(?<=:\/\/[^/\s:@]{1,100}:)[^/\s:@]{3,}(?=@)/,
    /(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])/,
    /(?<!\w)(?:dapi)?[0-9a-f]{32,}(?!\w)/,
    /(?<![\w+/=-])(?=(?:[A-Za-z_+/=-]*\d){4})(?=[a-z0-9_+/=-]*[A-Z])(?=[A-Z0-9_+/=-]*[a-z])[\w+/=-]{32,}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
