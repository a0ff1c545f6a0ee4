// A tile map: regions as equal tiles, about where they lie, each with its name and figure. The shade only repeats what the figure
// says; what is not shown or not known is hatched.

import { LINE_HEIGHT, SIZE, textOn } from './chart-theme.mjs';
import { textWidth, wrapText } from './chart-text.mjs';
import { isPlaced, patch, stroke, words } from './chart-parts.mjs';

// Column and row of each region of the publication plan. The tile left free is where the country has no coast.
const PLACES = new Map([
  ['Scotland North and Islands', [1, 0]],
  ['Northern Ireland', [0, 1]], ['Scotland Central and South', [1, 1]], ['North East', [2, 1]],
  ['North West', [1, 2]], ['Yorkshire and The Humber', [2, 2]],
  ['Wales', [0, 3]], ['East', [2, 3]],
  ['South West', [0, 4]], ['South East', [1, 4]], ['Thames and Medway', [2, 4]],
]);

const COLUMNS = 3;
const GAP = 4;
const WIDEST = 190;
const PAD = 8;
const LEADING = 17.5;
const SPACING = 9;
const SWATCH = 16;
const KEY_WIDTH = 200;
const KEY_ROW = 26;

/** Whether every category is a region that has a place, and there is one series. */
export const isMapped = (chart) => chart.series.length === 1 && chart.categories.length > 0 && chart.categories.every((category) => PLACES.has(category));

/** Draws tiles below `top`; returns their height and the parts of the option. */
export function tiles({ chart, width, look, top, series }) {
  const { points } = series[0];
  const shades = classes(points, look);
  const side = Math.min((width - GAP * (COLUMNS - 1)) / COLUMNS, WIDEST);
  const beside = width - (side + GAP) * COLUMNS - 24 >= KEY_WIDTH;
  const legend = key(chart, shades, look, beside ? { x: (side + GAP) * COLUMNS + 24, y: top, width: KEY_WIDTH, stacked: true } : { x: 0, y: top, width, stacked: false });
  const start = top + (beside ? 0 : legend.height + 8);
  const figure = Math.min(SIZE.title, Math.max(SIZE.label, ...[SIZE.title, SIZE.subtitle].filter((size) => points.every((point) => textWidth(point.display, size, true) <= side - 2 * PAD))));
  const contents = chart.categories.map((category, i) => ({
    at: PLACES.get(category), name: wrapText(category, side - 2 * PAD, SIZE.label), value: wrapText(points[i].display, side - 2 * PAD, figure, true), point: points[i],
  }));
  const high = Math.ceil(Math.max(...contents.map(({ name, value }) => name.length * LEADING + value.length * figure * LINE_HEIGHT)) + 2 * PAD + 4);
  const rows = [...new Set(contents.map(({ at }) => at[1]))].sort((a, b) => a - b);
  const height = rows.length * (high + GAP);
  return {
    height: Math.max(start - top + height, beside ? legend.height : 0) + 4,
    graphics: [
      ...legend.elements,
      ...contents.flatMap((content) => tile(content, content.at[0] * (side + GAP), start + rows.indexOf(content.at[1]) * (high + GAP), side, high, figure, shades, look)),
    ],
    option: {},
  };
}

function tile({ name, value, point }, left, top, side, high, figure, shades, look) {
  const fill = isPlaced(point) ? shades.find(({ has }) => has(point)).fill : look.ground;
  const ink = isPlaced(point) ? textOn(fill) : look.text;
  const halo = isPlaced(point) ? undefined : look.ground;
  return [
    patch(left, top, left + side, top + high, fill),
    ...(isPlaced(point) ? [] : [...hatching(left, top, side, high, point, look), outline(left, top, side, high, look)]),
    ...words(left + PAD, top + PAD + (name.length * LEADING) / 2, name, { fill: ink, halo }),
    ...words(left + PAD, top + high - PAD - (value.length * figure * LINE_HEIGHT) / 2, value, { size: figure, bold: true, fill: ink, halo }),
  ];
}

const outline = (left, top, side, high, look) =>
  stroke([[left, top], [left + side, top], [left + side, top + high], [left, top + high], [left, top]], look.axis, 1, { z: 7 });

/** Lines from edge to edge: leaning one way where a figure is small, the other where it is withheld, sparse where it is not known. */
function hatching(left, top, side, high, point, look) {
  const spacing = point.kind === 'unknown' ? 3 * SPACING : SPACING;
  const found = [];
  for (let d = spacing / 2; d < side + high; d += spacing) {
    const [x1, y1, x2, y2] = [Math.max(0, d - high), Math.min(d, high), Math.min(d, side), Math.max(0, d - side)];
    const across = point.kind === 'small' ? (x) => x : (x) => side - x;
    found.push(stroke([[left + across(x1), top + y1], [left + across(x2), top + y2]], look.veil, point.kind === 'small' ? 2 : 1.5, { z: 6 }));
  }

  return found;
}

/** Up to three shades, the range from least to most cut in equal parts; each says which figures bear it. */
function classes(points, look) {
  const placed = points.filter(isPlaced);
  const least = Math.min(...placed.map((point) => point.at));
  const most = Math.max(...placed.map((point) => point.at));
  const count = new Set(placed.map((point) => point.display)).size;
  const fills = count >= 3 ? look.sequence : count === 2 ? [look.sequence[0], look.sequence[2]] : [look.sequence[1]];
  const indexOf = (point) => (most === least ? 0 : Math.min(Math.floor(((point.at - least) / (most - least)) * fills.length), fills.length - 1));
  return fills.map((fill, i) => {
    const inside = placed.filter((point) => indexOf(point) === i).sort((a, b) => a.at - b.at);
    const [first, last] = [inside[0]?.display, inside.at(-1)?.display];
    return { fill, has: (point) => indexOf(point) === i, text: first === last ? first : `${first} to ${last}`, used: inside.length > 0 };
  }).filter(({ used }) => used);
}

function key(chart, shades, look, { x, y, width, stacked }) {
  const entries = shades.map(({ fill, text }) => ({ fill, lines: wrapText(text, width - SWATCH - 8, SIZE.label) }));
  const compare = chart.referenceLine ? [{ fill: null, lines: wrapText(chart.referenceLine.label, width, SIZE.label, true) }] : [];
  const elements = [];
  let [left, row] = [x, y];
  for (const { fill, lines } of [...compare, ...entries]) {
    const start = fill ? SWATCH + 8 : 0;
    const needed = start + Math.max(...lines.map((text) => textWidth(text, SIZE.label, !fill)));
    if (left > x && (stacked || left + needed > x + width)) {
      [left, row] = [x, row + KEY_ROW];
    }

    elements.push(...(fill ? [patch(left, row + 3, left + SWATCH, row + 3 + SWATCH, fill)] : []));
    elements.push(...words(left + start, row + 3 + (lines.length * LEADING) / 2, lines, { bold: !fill, fill: look.text }));
    left += needed + 20;
    row += (lines.length - 1) * LEADING;
  }

  return { elements, height: row + KEY_ROW - y };
}
