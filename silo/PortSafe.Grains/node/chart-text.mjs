// Widths of text in Arial, which the bundled Arimo shares with Liberation Sans and Helvetica: advances in 2048ths of the font
// size, by Unicode code point. Browser and server measure with the same table, so they break and place text alike.

const REGULAR = {
  0x20: `
    569 569 727 1139 1139 1821 1366 391 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139
    1139 1139 1139 1139 569 569 1196 1196 1196 1139 2079 1366 1366 1479 1479 1366 1251 1593 1479 569
    1024 1366 1139 1706 1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 569 569 569 961
    1139 682 1139 1139 1024 1139 1139 569 1139 1139 455 455 1024 455 1706 1139 1139 1139 1139 682 1024
    569 1139 1024 1479 1024 1024 1024 684 532 684 1196
  `,
  0xa0: `
    569 682 1139 1139 1139 1139 532 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 682 1180
    1100 682 682 682 748 1139 1708 1708 1708 1251 1366 1366 1366 1366 1366 1366 2048 1479 1366 1366 1366
    1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251
    1139 1139 1139 1139 1139 1139 1821 1024 1139 1139 1139 1139 569 569 569 569 1139 1139 1139 1139 1139
    1139 1139 1124 1251 1139 1139 1139 1139 1024 1139 1024 1366 1139 1366 1139 1366 1139 1479 1024 1479
    1024 1479 1024 1479 1024 1479 1259 1479 1139 1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593
    1139 1593 1139 1593 1139 1593 1139 1479 1139 1479 1139 569 569 569 569 569 569 569 455 569 569 1505
    909 1024 455 1366 1024 1024 1139 455 1139 455 1139 597 1139 684 1139 455 1479 1139 1479 1139 1479
    1139 1237 1481 1139 1593 1139 1593 1139 1593 1139 2048 1933 1479 682 1479 682 1479 682 1366 1024
    1366 1024 1366 1024 1366 1024 1251 569 1251 768 1251 569 1479 1139 1479 1139 1479 1139 1479 1139
    1479 1139 1479 1139 1933 1479 1366 1024 1366 1251 1024 1251 1024 1251 1024 455
  `,
  0x2010: `
    682 682 1139 1139 2048 2048 856 1131 455 455 455 455 682 682 682 682 1139 1139 717 717 569 1059 2048
  `,
  0x20ac: `1139`,
  0x2212: `1196`,
  0x25b2: `2027`,
  0x25bc: `2027`,
  0x2264: `1124`,
  0x2265: `1124`,
};

const BOLD = {
  0x20: `
    569 682 971 1139 1139 1821 1479 487 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139
    1139 1139 1139 1139 682 682 1196 1196 1196 1251 1997 1479 1479 1479 1479 1366 1251 1593 1479 569
    1139 1479 1251 1706 1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 682 569 682
    1196 1139 682 1139 1251 1139 1251 1139 682 1251 1251 569 569 1139 569 1821 1251 1251 1251 1251 797
    1139 682 1251 1139 1593 1139 1139 1024 797 573 797 1196
  `,
  0xa0: `
    569 682 1139 1139 1139 1139 573 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 682 1229
    1139 682 682 682 748 1139 1708 1708 1708 1251 1479 1479 1479 1479 1479 1479 2048 1479 1366 1366 1366
    1366 569 569 569 569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251
    1139 1139 1139 1139 1139 1139 1821 1139 1139 1139 1139 1139 569 569 569 569 1251 1251 1251 1251 1251
    1251 1251 1124 1251 1251 1251 1251 1251 1139 1251 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479
    1139 1479 1139 1479 1139 1479 1472 1479 1251 1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593
    1251 1593 1251 1593 1251 1593 1251 1479 1251 1479 1251 569 569 569 569 569 569 569 569 569 569 1607
    1139 1139 569 1479 1139 1139 1251 569 1251 569 1251 789 1251 981 1251 569 1479 1251 1479 1251 1479
    1251 1451 1481 1251 1593 1251 1593 1251 1593 1251 2048 1933 1479 797 1479 797 1479 797 1366 1139
    1366 1139 1366 1139 1366 1139 1251 682 1251 981 1251 682 1479 1251 1479 1251 1479 1251 1479 1251
    1479 1251 1479 1251 1933 1593 1366 1139 1366 1251 1024 1251 1024 1251 1024 569
  `,
  0x2010: `
    682 682 1139 1139 2048 2048 993 1131 569 569 569 569 1024 1024 1024 1024 1139 1139 717 717 569 1059
    2048
  `,
  0x20ac: `1139`,
  0x2212: `1196`,
  0x25b2: `2027`,
  0x25bc: `2027`,
  0x2264: `1124`,
  0x2265: `1124`,
};

const UNITS = 2048;
const UNKNOWN = 1139;

const expand = (table) => {
  const widths = new Map();
  for (const [start, run] of Object.entries(table)) {
    run.trim().split(/\s+/).forEach((width, i) => widths.set(Number(start) + i, Number(width)));
  }

  return widths;
};

const regular = expand(REGULAR);
const bold = expand(BOLD);

/** Width in pixels of one line of text at a font size in pixels. */
export function textWidth(text, size, isBold = false) {
  const widths = isBold ? bold : regular;
  let units = 0;
  for (const character of String(text)) {
    units += widths.get(character.codePointAt(0)) ?? UNKNOWN;
  }

  return (units * size) / UNITS;
}

/** The widest of some lines, in pixels. */
export const widest = (lines, size, isBold = false) =>
  lines.reduce((most, line) => Math.max(most, textWidth(line, size, isBold)), 0);

/** Text cut to a width in pixels, with an ellipsis where something is missing. */
export function shorten(text, width, size, isBold = false) {
  const whole = String(text);
  let end = whole.length;
  const cut = () => (end === whole.length ? whole : `${whole.slice(0, end).trimEnd()}…`);
  while (end > 1 && textWidth(cut(), size, isBold) > width) {
    end -= 1;
  }

  return cut();
}

/** Breaks text into lines no wider than a number of pixels; a word that is wider by itself is broken inside. */
export function wrapText(text, width, size, isBold = false) {
  const fits = (line) => textWidth(line, size, isBold) <= width;
  const lines = [];
  let line = '';
  for (const word of String(text).split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }

    if (line !== '') {
      lines.push(line);
    }

    line = word;
    while (!fits(line) && line.length > 1) {
      let end = line.length - 1;
      while (end > 1 && !fits(line.slice(0, end))) {
        end -= 1;
      }

      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }

  return line === '' ? lines : [...lines, line];
}
