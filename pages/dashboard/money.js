// Amounts in the reader's convention.

// How many digits are minor units, the server knows: its own wording shows as many.
export function money(amount) {
  if (!amount) return "";
  const { minorUnits, currency, text } = amount;
  const digits = text.match(/\.(\d+)\D*$/)?.[1].length ?? 0;
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(undefined, style).format(Number(minorUnits) / 10 ** digits);
}

export const percent = (value) => new Intl.NumberFormat(undefined, {
  style: "percent", maximumFractionDigits: 2,
}).format(Number(value) / 100);
