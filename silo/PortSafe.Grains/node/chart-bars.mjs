// Horizontal bars: name, figure, bar. The figures stand in one column at the foot of the bars, so that no reference line and
// no short bar can touch them.

import { SIZE, hatch, solid, tint, veil } from './chart-theme.mjs';
import { shorten, textWidth, widest, wrapText } from './chart-text.mjs';
import { categoryText } from './chart-scale.mjs';
import { NOTCH, isFigure, key, patch, stroke, words } from './chart-parts.mjs';

const GAP = 10;
const LINE = 17;

/** Draws bars below `top`, as wide as the chart; returns their height and the parts of the option. */
export function bars({ chart, width, look, top, series }) {
  const names = chart.categories.map(categoryText);
  const figure = Math.max(0, ...series.map((one) => widest(one.points.map((point) => point.display), SIZE.label, true)));
  const room = Math.min(width * 0.5, Math.max(width - figure - 2 * GAP - Math.max(120, width * 0.4), 90));
  const lines = names.map((name) => wrapText(name, room, SIZE.label));
  const name = Math.max(0, ...lines.map((line) => widest(line, SIZE.label)));
  const left = Math.ceil(name + figure + 2 * GAP);
  const plot = { left, right: width - 2, width: width - 2 - left };

  const legend = series.length > 1 ? key(entriesOf(series, look), 0, top, width, look) : { elements: [], height: 0 };
  const reference = chart.referenceLine ?? null;
  const start = top + legend.height + (legend.height > 0 ? 8 : 0) + (reference ? 24 : 0);
  const row = rowHeight(series.length, Math.max(1, ...lines.map((line) => line.length)));
  const height = row * names.length;
  const most = Math.max(0, reference?.value ?? 0, ...series.flatMap((one) => one.points.map((point) => point.upper ?? point.at ?? 0)));
  const max = most === 0 ? 1 : most;
  const along = (value) => plot.left + (plot.width * value) / max;

  const graphics = [
    ...legend.elements,
    ...lines.flatMap((line, i) => words(0, start + row * (i + 0.5), line, { fill: look.text })),
    ...figures({ series, row, start, right: left - GAP, look, plot }),
    ...ranges({ series, row, start, along, look }),
    stroke([[plot.left, start], [plot.left, start + height]], look.axis),
    ...(reference ? referenceLine(reference, along(reference.value), start, height, plot, look) : []),
  ];

  return {
    height: start - top + height + 4,
    graphics,
    option: {
      grid: { left: plot.left, top: start, width: plot.width, height, containLabel: false, outerBoundsMode: 'none' },
      xAxis: { type: 'value', min: 0, max, show: false },
      yAxis: { type: 'category', data: chart.categories, inverse: true, show: false, axisPointer: { type: 'shadow', label: { show: false } } },
      series: series.map((one) => barSeries(one, thickness(series.length), max, look)),
    },
  };
}

const thickness = (count) => (count === 1 ? 18 : count === 2 ? 15 : 13);

const rowHeight = (count, lines) => Math.max(count * (thickness(count) + 3) + (count === 1 ? 7 : 12), lines * LINE + 6);

const middle = (count, index, row, start, i) => start + row * (i + 0.5) + (index - (count - 1) / 2) * (thickness(count) + 3);

const entriesOf = (series, look) => series.map((one) => ({ name: one.name, fill: look.fill[one.colour] }));

function barSeries(one, barWidth, max, look) {
  return {
    type: 'bar', name: one.name, barWidth, barGap: '20%', silent: true, z: 3,
    data: one.points.map((point) => {
      switch (point.kind) {
        case 'small': return { value: point.at, itemStyle: hatch(look, one.colour) };
        case 'withheld': return { value: max, itemStyle: veil(look) };
        case 'unknown': return { value: null };
        default: return { value: point.at, itemStyle: solid(look, one.colour, one.index) };
      }
    }),
  };
}

function figures({ series, row, start, right, look }) {
  return series.flatMap((one) => one.points.flatMap((point, i) =>
    words(right, middle(series.length, one.index, row, start, i), point.display, {
      bold: isFigure(point), fill: isFigure(point) ? look.text : look.quiet, align: 'right',
    })));
}

function ranges({ series, row, start, along, look }) {
  return series.flatMap((one) => one.points.flatMap((point, i) => {
    if (point.kind !== 'band') {
      return [];
    }

    const y = middle(series.length, one.index, row, start, i);
    const half = thickness(series.length) / 2;
    return [
      patch(along(point.lower), y - half, along(point.lower) + NOTCH, y + half, look.ground),
      patch(along(point.at), y - half, along(point.upper), y + half, tint(look, one.colour, 0.35)),
    ];
  }));
}

function referenceLine(reference, x, start, height, plot, look) {
  const label = shorten(reference.label, plot.right, SIZE.label, true);
  const half = textWidth(label, SIZE.label, true) / 2;
  const centre = Math.min(Math.max(x, half), plot.right - half);
  const line = [[x, start - 3], [x, start + height]];
  return [
    stroke(line, look.ground, 5, { z: 11 }),
    stroke(line, look.reference, 2, { z: 12, dash: look.textured ? [6, 3] : undefined }),
    ...words(centre, start - 14, label, { bold: true, fill: look.text, align: 'center' }),
  ];
}

