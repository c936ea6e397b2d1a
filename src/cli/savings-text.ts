/** Exact money as people read it. */
import { shareOf, usd, type Money } from '../cost/index.ts';
import { percentText } from '../cost/money.ts';
import { usdText } from '../reporters/figures.ts';

/** Of 1,000 calls. */
export function perThousand(money: Money): Money {
  return money * 1000n;
}

/** `$1.23`, `-$1.23`. */
export function savingText(money: Money): string {
  return money < 0n ? `-${usdText(usd(-money))}` : usdText(usd(money));
}

/** `saves $1.23 (67.5 %)`, `costs $1.23 (12 %) more`. */
export function changeText(before: Money, after: Money): string {
  if (before === after) return 'no change';
  const saved = before - after;
  const share = `${percentText(Math.abs(shareOf(saved, before)))}`;
  return saved > 0n ? `saves ${savingText(saved)} (${share})` : `costs ${savingText(-saved)} (${share}) more`;
}
