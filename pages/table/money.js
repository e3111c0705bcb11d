// Amounts in the reader's convention and the restaurant's currency. Nothing is calculated here.

let [format, digits] = [null, 0];

export function payIn(currency, minorDigits) {
  digits = minorDigits;
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
  format = new Intl.NumberFormat(undefined, style);
}

export const amount = (minorUnits) => format.format(minorUnits / 10 ** digits);

// The amount as a discount, below zero.
export const less = ({ minorUnits }) => amount(-minorUnits);

export const money = ({ minorUnits }) => amount(minorUnits);
