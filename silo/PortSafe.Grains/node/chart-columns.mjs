// Columns, beside each other or stacked. A figure's label stands over its column only where it touches nothing.

import { SIZE, hatch, solid, textOn, tint, veil } from './chart-theme.mjs';
import { textWidth } from './chart-text.mjs';
import { NOTCH, box, isFigure, isPlaced, key, overlap, patch, words } from './chart-parts.mjs';
import { drawEndLabels, endLabels, markRoom, uprightAxes, uprightMarks, uprightOption, uprightPlot, uprightReference } from './chart-upright.mjs';

const HEAD = 26;
const LOW_HEAD = 14;
const COLUMN = 0.72;
const FOOT_ROOM = 30;

/** Draws columns below `top`, as wide as the chart; returns their height and the parts of the option. */
export function columns(context) {
  const drawn = draw(context, false);
  return drawn.lastLabelled ? drawn : draw(context, true);
}

/** With `beside`, the last column's figure stands to its right, as there is no room above it. */
function draw({ chart, width, look, top, series, stacked = false }, beside) {
  const legend = series.length > 1 && !stacked
    ? key(series.map((one) => ({ name: one.name, fill: look.fill[one.colour] })), 0, top, width, look)
    : { elements: [], height: 0 };
  const ends = endLabels([...(stacked || beside ? lastLabels(series, stacked, look) : []), ...referenceLabel(chart, look)], width);
  const { plot, axis, ticks, height } = uprightPlot({
    chart, width, top: top + legend.height, most: stacked ? tallestStack(series) : tallest(series),
    room: ends.room, reach: COLUMN, head: (stacked ? LOW_HEAD : HEAD) + markRoom(chart),
  });
  const geometry = placeBars(series, plot, stacked);
  const labels = stacked ? [] : columnLabels(geometry, { groups: series.length, plot, look, skipped: beside ? chart.categories.length - 1 : null, line: chart.referenceLine });
  const frame = { chart, look, plot, ticks };
  return {
    lastLabelled: stacked || beside || series.length > 1 || labels.some((label) => label.last) || lastIsUnknown(series),
    height: height + legend.height,
    graphics: [
      ...legend.elements,
      ...uprightAxes(frame),
      ...uprightMarks(frame, stacked ? LOW_HEAD : HEAD),
      ...uprightReference(frame),
      ...geometry.flatMap((bar) => barRange(bar, plot, look)),
      ...labels.flatMap(({ x, y, text, bold, fill, bare }) => words(x, y, text, { bold, fill, align: 'center', halo: bare ? undefined : look.ground })),
      ...drawEndLabels(ends.labels.map((label) => placeEnd(label, geometry, chart, plot, stacked)), plot, look),
    ],
    option: {
      ...uprightOption(chart, plot, axis, 'shadow'),
      series: series.map((one) => columnSeries(one, geometry, axis.max, look, stacked, series.length)),
    },
  };
}

const heightOf = (point) => (point.kind === 'withheld' ? 0 : point.at ?? 0);

const tallest = (series) => Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.upper ?? heightOf(point))));

const tallestStack = (series) =>
  Math.max(0, ...(series[0]?.points ?? []).map((_, i) => series.reduce((sum, one) => sum + heightOf(one.points[i]), 0)));

const referenceLabel = (chart, look) =>
  (chart.referenceLine ? [{ name: chart.referenceLine.label, ink: look.text, value: chart.referenceLine.value }] : []);

const lastLabels = (series, named, look) => series.map((one) => ({
  name: named ? one.name : '', display: one.points.at(-1)?.display ?? '', ink: named ? look.ink[one.colour] : look.text, index: one.index,
}));

const lastIsUnknown = (series) => series.every((one) => (one.points.at(-1)?.kind ?? 'unknown') === 'unknown');

function placeBars(series, plot, stacked) {
  const share = stacked || series.length === 1 ? 1 : series.length;
  const thick = Math.max(2, Math.min((plot.slot * COLUMN) / share, 64));
  const sums = (series[0]?.points ?? []).map(() => 0);
  return series.flatMap((one) => one.points.map((point, i) => {
    const x = plot.x(i) + (stacked ? 0 : (one.index - (share - 1) / 2) * thick);
    const base = stacked ? sums[i] : 0;
    sums[i] += heightOf(point);
    return { point, i, index: one.index, colour: one.colour, x, thick, base, left: x - thick / 2, right: x + thick / 2, top: plot.y(base + heightOf(point)), bottom: plot.y(base) };
  }));
}

const barRange = ({ point, left, right, base, colour }, plot, look) => (point.kind === 'band' ? [
  patch(left, plot.y(base + point.lower) - NOTCH, right, plot.y(base + point.lower), look.ground),
  patch(left, plot.y(base + point.upper), right, plot.y(base + point.at), tint(look, colour, 0.35)),
] : []);

function columnSeries(one, geometry, max, look, stacked, count) {
  const edge = stacked ? { borderColor: look.ground, borderWidth: 1 } : {};
  const thick = geometry.find((bar) => bar.index === one.index)?.thick ?? 1;
  return {
    type: 'bar', name: one.name, barWidth: stacked ? thick : thick * (count === 1 ? 1 : 0.9), barGap: count === 1 ? '0%' : '11%', silent: true, z: 3,
    ...(stacked ? { stack: 'all' } : {}),
    data: one.points.map((point) => {
      switch (point.kind) {
        case 'small': return { value: point.at, itemStyle: hatch(look, one.colour) };
        case 'withheld': return { value: stacked ? null : max, itemStyle: veil(look) };
        case 'unknown': return { value: null };
        default: return { value: point.at, itemStyle: { ...solid(look, one.colour, one.index), ...edge } };
      }
    }),
  };
}

function placeEnd(label, geometry, chart, plot, stacked) {
  if (label.value !== undefined) {
    return { ...label, y: plot.y(label.value), from: plot.end };
  }

  const bar = geometry.find((one) => one.index === label.index && one.i === chart.categories.length - 1);
  if (!bar) {
    return { ...label, y: plot.bottom, from: plot.end };
  }

  return { ...label, y: stacked ? (bar.top + bar.bottom) / 2 : bar.top, from: bar.right };
}

/**
 * Labels over columns: one each where all have room, else one for each run of like neighbours, as many as stay clear. Columns
 * in groups are all labelled or not at all. The column at `skipped` has its label elsewhere.
 */
function columnLabels(geometry, { groups, plot, look, skipped, line }) {
  const shown = geometry.filter((bar) => bar.point.kind !== 'unknown' && bar.point.display !== '');
  const roomy = shown.every((bar) => textWidth(bar.point.display, SIZE.label, isFigure(bar.point)) + 6 <= (groups === 1 ? plot.slot : bar.thick));
  const named = shown.filter((bar) => bar.i !== skipped);
  if (line && roomy && plot.bottom - plot.y(line.value) > FOOT_ROOM && shown.every((bar) => plot.bottom - topOf(bar, plot) > FOOT_ROOM)) {
    return named.map((bar) => footLabel(bar, plot, look));
  }

  const runs = roomy || groups > 1 ? named.map((bar) => [bar]) : runsOf(named);
  const obstacles = shown.filter((bar) => bar.point.kind !== 'withheld').map((bar) => ({ left: bar.left, right: bar.right, top: topOf(bar, plot), bottom: bar.bottom }));
  if (line) {
    obstacles.push({ left: plot.left, right: plot.right, top: plot.y(line.value) - 2, bottom: plot.y(line.value) + 2 });
  }

  const placed = [];
  for (const run of byImportance(runs)) {
    const label = { ...runLabel(run, plot, look), last: run.at(-1).i === geometry.at(-1).i };
    const area = box(label.x, label.y, label.text, { bold: label.bold, align: 'center' });
    const aside = box(label.x, label.y, label.text, { bold: label.bold, align: 'center', clear: 2 });
    const inside = area.left >= plot.left - 4 && area.right <= plot.right + 4;
    if (inside && !obstacles.some((other) => overlap(aside, other)) && !placed.some((one) => overlap(area, one.clear))) {
      placed.push({ label, clear: box(label.x, label.y, label.text, { bold: label.bold, align: 'center', clear: 5 }) });
    }
  }

  return groups > 1 && placed.length < runs.length ? [] : placed.map(({ label }) => label);
}

/** A label at the foot of its column, where no reference line comes. */
const footLabel = ({ point, x, colour }, plot, look) => (isPlaced(point)
  ? { x, y: plot.bottom - 14, text: point.display, bold: true, fill: textOn(look.fill[colour]), bare: true, last: true }
  : { x, y: plot.bottom - 14, text: point.display, bold: isFigure(point), fill: look.text, last: true });

const topOf = (bar, plot) => (bar.point.kind === 'band' ? plot.y(bar.base + bar.point.upper) : bar.top);

function runsOf(bars) {
  const runs = [];
  for (const bar of bars) {
    const run = runs.at(-1);
    const joins = run && run.at(-1).i === bar.i - 1 && run[0].point.kind === bar.point.kind && run[0].point.display === bar.point.display;
    if (joins) {
      run.push(bar);
    } else {
      runs.push([bar]);
    }
  }

  return runs;
}

function byImportance(runs) {
  if (runs.length === 0) {
    return [];
  }

  const highest = runs.reduce((best, run) => (best === null || heightOf(run[0].point) >= heightOf(best[0].point) ? run : best), null);
  const rank = (run) => [runs.at(-1), highest, runs.find((one) => one[0].point.kind === 'small'), runs[0]].indexOf(run);
  return [...runs].sort((a, b) => (rank(a) < 0 ? 9 : rank(a)) - (rank(b) < 0 ? 9 : rank(b)));
}

function runLabel(run, plot, look) {
  const { point } = run[0];
  const x = (run[0].x + run.at(-1).x) / 2;
  return point.kind === 'withheld'
    ? { x, y: plot.bottom - 14, text: point.display, bold: false, fill: look.quiet }
    : { x, y: topOf(run[0], plot) - 11, text: point.display, bold: isFigure(point), fill: look.text };
}
