// The codes of a class poll, made by other means than the page's: what docs/workshops.md says of them, and nothing else.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The powers of the generator of the field of 32 elements, x⁵ = x² + 1. */
const POWERS = Array.from({ length: 31 }).reduce((powers, _, i) => {
  const twice = i === 0 ? 1 : powers[i - 1] << 1;
  return [...powers, twice & 32 ? twice ^ 0b100101 : twice];
}, []);

const times = (a, b) => (a && b ? POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 31] : 0);

/** The code of a device's guess: `level` of 1023 for a number, the answer's number for a choice. */
export function code({ chapter, isSecond = false, device, level }) {
  const digits = [
    chapter | (isSecond ? 16 : 0),
    device >> 10,
    (device >> 5) & 31,
    device & 31,
    level >> 5,
    level & 31,
  ];
  // The last digit is weighted with the generator, the one before with its square, and so on.
  const check = digits.reduce((sum, digit, i) => sum ^ times(digit, POWERS[digits.length - i]), 0);
  const text = [...digits, check].map((digit) => ALPHABET[digit]).join("");
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The level of a count within its range. */
export const levelOf = (count, [low, high]) => Math.round(((count - low) / (high - low)) * 1023);
