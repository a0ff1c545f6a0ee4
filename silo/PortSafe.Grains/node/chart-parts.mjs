// The pieces that every kind of chart is drawn from: points, text, lines, and labels that keep clear of each other.

import { FONT, LINE_HEIGHT, SIZE } from './chart-theme.mjs';
import { widest, wrapText } from './chart-text.mjs';

/**
 * What is drawn for one point: a figure at its value; a band at its middle; `small`, known only to lie between nought and
 * `upper`; withheld; or unknown, which leaves a gap.
 */
export function readPoint(point) {
  const { value = null, lower = null, upper = null, display = '', marker = null } = point ?? {};
  if (marker === 'c') {
    return { kind: 'withheld', display };
  }

  if (lower === 0 && upper > 0) {
    return { kind: 'small', at: upper, lower, upper, display };
  }

  if (lower !== null && upper !== null) {
    return { kind: 'band', at: (lower + upper) / 2, lower, upper, display };
  }

  return value === null ? { kind: 'unknown', display } : { kind: 'figure', at: value, display };
}

/** Whether a point is drawn where its value is, as a figure or the middle of a band. */
export const isPlaced = (point) => point.kind === 'figure' || point.kind === 'band';

/** Whether a point's text is a figure, rather than why there is none. */
export const isFigure = (point) => isPlaced(point) || point.kind === 'small';

/** One or more lines of text at a place; `valign` says which part of the block lies there. */
export function words(x, y, lines, { size = SIZE.label, bold = false, fill, align = 'left', valign = 'middle', halo } = {}) {
  const all = [lines].flat();
  const leading = size * LINE_HEIGHT;
  const first = { top: 0, middle: (1 - all.length) / 2, bottom: 1 - all.length }[valign] * leading;
  return all.map((line, i) => ({
    type: 'text', x, y: y + first + i * leading, silent: true, z: 20,
    style: {
      text: line, fontSize: size, fontWeight: bold ? 'bold' : 'normal', fontFamily: FONT, fill, textAlign: align, textVerticalAlign: valign,
      ...(halo ? { stroke: halo, lineWidth: 3 } : {}),
    },
  }));
}

/** A line through points given as [x, y]. */
export const stroke = (points, color, lineWidth = 1, { dash, z = 10 } = {}) => ({
  type: 'polyline', shape: { points }, silent: true, z,
  style: { stroke: color, lineWidth, fill: 'none', ...(dash ? { lineDash: dash } : {}) },
});

/** Thickness of the notch that marks where a band begins, in pixels. */
export const NOTCH = 1.5;

/** A filled rectangle. */
export const patch = (left, top, right, bottom, fill, z = 5) =>
  ({ type: 'rect', silent: true, z, shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill } });

/** The rectangle that text takes, with `clear` pixels around it. */
export function box(x, y, lines, { size = SIZE.label, bold = false, align = 'left', clear = 0 } = {}) {
  const all = [lines].flat();
  const width = widest(all, size, bold);
  const height = all.length * size * LINE_HEIGHT;
  const left = { left: x, center: x - width / 2, right: x - width }[align];
  return { left: left - clear, right: left + width + clear, top: y - height / 2 - clear / 2, bottom: y + height / 2 + clear / 2 };
}

export const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Moves blocks of given heights apart, between a top and a bottom, each as near to where it wants to be as order allows. */
export function spread(blocks, top, bottom) {
  const sorted = blocks.map((block, i) => ({ ...block, i })).sort((a, b) => a.y - b.y || a.i - b.i);
  let floor = top;
  for (const block of sorted) {
    block.y = Math.max(block.y, floor + block.height / 2);
    floor = block.y + block.height / 2;
  }

  let ceiling = bottom;
  for (const block of sorted.reverse()) {
    block.y = Math.min(block.y, ceiling - block.height / 2);
    ceiling = block.y - block.height / 2;
  }

  return sorted.sort((a, b) => a.i - b.i).map((block) => block.y);
}

const SWATCH = 13;
const TEXT_AT = 20;

// The strokes of a swatch, as fractions of its side, leaning as the texture of the series in that place does.
const TEXTURES = [
  [],
  [[0, 0, 1, 1], [0, 0.5, 0.5, 1], [0.5, 0, 1, 0.5]],
  [[0, 1, 1, 0], [0, 0.5, 0.5, 0], [0.5, 1, 1, 0.5]],
  [[0, 0.33, 1, 0.33], [0, 0.67, 1, 0.67]],
];

const swatchTexture = (x, y, index, look) => TEXTURES[index % TEXTURES.length].map(([x1, y1, x2, y2]) =>
  stroke([[x + x1 * SWATCH, y + y1 * SWATCH], [x + x2 * SWATCH, y + y2 * SWATCH]], look.ground, 1.4, { z: 21 }));

/** A row of names with a swatch each, for series that lie side by side; wraps, and says how high it is. */
export function key(entries, x, y, width, look) {
  const elements = [];
  let left = x;
  let top = y;
  let bottom = y;
  for (const [index, { name, fill }] of entries.entries()) {
    const lines = wrapText(name, width - TEXT_AT, SIZE.label, true);
    const needed = TEXT_AT + widest(lines, SIZE.label, true);
    if (left > x && left + needed > x + width) {
      left = x;
      top = bottom;
    }

    elements.push(patch(left, top + 3, left + SWATCH, top + 3 + SWATCH, fill), ...(look.textured ? swatchTexture(left, top + 3, index, look) : []));
    elements.push(...words(left + TEXT_AT, top + 2, lines, { bold: true, fill: look.text, valign: 'top' }));
    left += needed + 18;
    bottom = Math.max(bottom, top + 5 + lines.length * SIZE.label * LINE_HEIGHT);
  }

  return { elements, height: bottom - y };
}
