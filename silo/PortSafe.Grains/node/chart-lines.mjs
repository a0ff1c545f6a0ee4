// Lines over time. A gap in what is known is a gap in the line; a small figure is a hatched block on the base line.

import { dashOf, hatch, tint, veil } from './chart-theme.mjs';
import { isFigure, isPlaced, patch, words } from './chart-parts.mjs';
import { drawEndLabels, endLabels, markRoom, uprightAxes, uprightMarks, uprightOption, uprightPlot, uprightReference } from './chart-upright.mjs';

const HEAD = 14;
const DOT = 7;

/** Draws lines below `top`, as wide as the chart; returns their height and the parts of the option. */
export function lines({ chart, width, look, top, series }) {
  const ends = endLabels([...series.flatMap((one) => lineLabel(one, series.length, look)), ...referenceLabel(chart, look)], width);
  const { plot, axis, ticks, height } = uprightPlot({ chart, width, top, most: highest(series), room: ends.room, reach: 0, head: HEAD + markRoom(chart) });
  const frame = { chart, look, plot, ticks };
  return {
    height,
    graphics: [
      ...uprightAxes(frame),
      ...uprightMarks(frame, HEAD),
      ...uprightReference(frame, true),
      ...series.flatMap((one) => ranges(one, plot, look)),
      ...blockLabels(series, plot, look),
      ...drawEndLabels(ends.labels.map((label) => ({ ...label, y: plot.y(label.value), from: label.at === undefined ? plot.end : plot.x(label.at) + 5 })), plot, look),
    ],
    option: {
      ...uprightOption(chart, plot, axis, 'line'),
      series: [
        ...series.map((one) => blocks(one, axis.max, plot, look)).filter(Boolean),
        ...series.map((one) => line(one, plot, look)),
      ],
    },
  };
}

const highest = (series) => Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.upper ?? point.at ?? 0)));

const referenceLabel = (chart, look) =>
  (chart.referenceLine ? [{ name: chart.referenceLine.label, ink: look.text, value: chart.referenceLine.value }] : []);

/** The label at a line's end: its name where there are several, and its last figure where that is the last category's. */
function lineLabel(one, count, look) {
  const last = one.points.findLastIndex(isPlaced);
  const name = count > 1 ? one.name : '';
  const display = last === one.points.length - 1 ? one.points[last]?.display ?? '' : '';
  return last < 0 || name + display === '' ? [] : [{ name, display, ink: look.ink[one.colour], value: one.points[last].at, at: last }];
}

/** The line itself, with a dot where its last figure is. */
export function line(one, plot, look) {
  const last = one.points.findLastIndex(isPlaced);
  const everyDot = plot.slot >= 22 && one.count <= 2;
  const alone = (i) => !isPlaced(one.points[i - 1] ?? {}) && !isPlaced(one.points[i + 1] ?? {});
  return {
    type: 'line', name: one.name, silent: true, z: 4, symbol: 'circle', symbolSize: DOT, showAllSymbol: true, connectNulls: false, clip: false,
    lineStyle: { color: look.fill[one.colour], width: 2.5, type: dashOf(one.index), cap: 'butt', join: 'round' },
    itemStyle: { color: look.fill[one.colour], borderColor: look.ground, borderWidth: 1 },
    data: one.points.map((point, i) => ({
      value: isPlaced(point) ? point.at : null,
      symbolSize: i === last ? DOT + 1 : everyDot || alone(i) ? DOT : 0,
    })),
  };
}

/** Hatched blocks for figures known only to be small, and pale ones, the plot's whole height, for those withheld. */
export function blocks(one, max, plot, look) {
  if (!one.points.some((point) => point.kind === 'small' || point.kind === 'withheld')) {
    return null;
  }

  return {
    type: 'bar', name: one.name, barWidth: Math.max(2, plot.slot * 0.7), barGap: '-100%', silent: true, z: 3,
    data: one.points.map((point) => {
      switch (point.kind) {
        case 'small': return { value: point.at, itemStyle: hatch(look, one.colour) };
        case 'withheld': return { value: max, itemStyle: veil(look) };
        default: return { value: null };
      }
    }),
  };
}

/** One label over each run of blocks alike. */
function blockLabels(series, plot, look) {
  return series.flatMap((one) => one.points.flatMap((point, i) => {
    const starts = (point.kind === 'small' || point.kind === 'withheld') && one.points[i - 1]?.kind !== point.kind;
    if (!starts) {
      return [];
    }

    let end = i;
    while (one.points[end + 1]?.kind === point.kind) {
      end += 1;
    }

    const y = point.kind === 'small' ? plot.y(point.upper) - 11 : plot.bottom - 14;
    return words((plot.x(i) + plot.x(end)) / 2, y, point.display, { bold: isFigure(point), fill: look.text, align: 'center', halo: look.ground });
  }));
}

/** The published range of each band, behind its dot. */
export const ranges = (one, plot, look) => one.points.flatMap((point, i) =>
  (point.kind === 'band'
    ? [patch(plot.x(i) - DOT / 2, plot.y(point.upper), plot.x(i) + DOT / 2, plot.y(point.lower), tint(look, one.colour, 0.3), 2)]
    : []));
