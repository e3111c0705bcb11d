// Amounts in the reader's convention.

export const money = (amount) => (amount ? moneyLike(amount)(amount.minorUnits) : "");

// Writes minor units of the same currency with as many decimals as the server's own text shows.
export function moneyLike({ currency, text }) {
  const digits = text.match(/\.(\d+)\D*$/)?.[1].length ?? 0;
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
  const amounts = new Intl.NumberFormat(undefined, style);
  return (minorUnits) => amounts.format(Number(minorUnits) / 10 ** digits);
}
