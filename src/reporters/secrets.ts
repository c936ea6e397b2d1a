/** Things that look like secrets, blotted out: code frames end up in logs. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, match => `${match.slice(0, 4)}…`);
}

const secrets =
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bABSK[\w+/=-]{16,}|\bbedrock-api-key-[\w+/=-]{8,}|\bgh[pousr]_[\w.-]{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{12,}|\bsk-[\w-]{16,}|\bxox[abposr]-[\w-]{8,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|-----BEGIN [A-Z ]+-----|(?<=:\/\/[^/\s:@]{1,100}:)[^/\s:@]{3,}(?=@)|(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])/g;
