// Small multiples: a panel a series, all on one scale, each with its name above it and its last figure at the end of its line. The
// series that stands everywhere, to compare with, is dashed and grey; it is named once, above them all.

import { SIZE } from './chart-theme.mjs';
import { textWidth, widest, wrapText } from './chart-text.mjs';
import { categoryText, isQuarterly, tickText, valueAxis } from './chart-scale.mjs';
import { blocks, line, ranges } from './chart-lines.mjs';
import { isFigure, isPlaced, stroke, words } from './chart-parts.mjs';
import { drawEndLabels, endLabels, markRoom, uprightMarks } from './chart-upright.mjs';

const GAP = 26;
const LEADING = 17.5;
const FOOT = 28;
const BETWEEN = 18;
const NARROWEST = 92;
const HEAD = 12;
const SAMPLE = 28;
const DASH = [4, 3];

/** Draws panels below `top`, as wide as the chart; returns their height and the parts of the option. */
export function panels({ chart, width, look, top, series }) {
  const common = series.find((one) => one.everywhere) ?? null;
  const own = series.filter((one) => !one.everywhere).map((one) => ({ ...one, index: 0, count: 1, colour: chart.series[one.index].colour ?? 'navy' }));
  const shown = own.length > 0 ? own : [common];
  const axis = valueAxis(Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.upper ?? point.at ?? 0))), chart.unit);
  const legend = common && common !== shown[0] ? compared(common, top, width, look) : { elements: [], height: 0 };
  const layout = arrange(shown, chart, axis, width, look);
  const places = place(shown, layout, chart, axis, top + legend.height);
  const drawn = places.map((panel, number) => drawPanel(panel, number, { chart, look, axis, common, layout }));
  return {
    height: Math.max(...places.map((panel) => panel.plot.bottom)) + FOOT - top,
    graphics: [...legend.elements, ...drawn.flatMap((panel) => panel.graphics)],
    option: {
      grid: places.map(({ plot }) => ({ left: plot.left, top: plot.top, width: plot.width, height: plot.height, containLabel: false, outerBoundsMode: 'none' })),
      xAxis: places.map((_, i) => ({ type: 'category', data: chart.categories, show: false, gridIndex: i, axisPointer: { type: 'line', label: { show: false } } })),
      yAxis: places.map((_, i) => ({ type: 'value', min: 0, max: axis.max, interval: axis.step, show: false, gridIndex: i })),
      series: drawn.flatMap((panel) => panel.series),
    },
  };
}

/** As many columns as leave each plot wide enough, and the room that the labels at its sides take. */
function arrange(shown, chart, axis, width, look) {
  const left = Math.ceil(textWidth(tickText(axis.max, chart.unit), SIZE.label)) + 8;
  for (let columns = width >= 800 ? 4 : width >= 520 ? 3 : 2; ; columns -= 1) {
    const across = Math.min(columns, shown.length);
    const share = (width - left - GAP * (across - 1)) / across;
    const room = Math.max(...shown.map((one) => endLabels(endOf(one, look), share).room));
    if (columns === 1 || share - room >= NARROWEST) {
      return { columns: across, left, share, room, height: Math.round(Math.min(Math.max((share - room) * 0.6, 74), 110)) };
    }
  }
}

/** The last figure, at the end of the line: with no figure there, nothing. */
function endOf(one, look) {
  const last = one.points.length - 1;
  return last >= 0 && isPlaced(one.points[last]) ? [{ name: '', display: one.points[last].display, ink: look.ink[one.colour], value: one.points[last].at, at: last }] : [];
}

/** What the dashed line is, and where it ends. */
function compared(common, top, width, look) {
  const text = wrapText([common.name, common.points.at(-1)?.display].filter(Boolean).join(' '), width - SAMPLE - 8, SIZE.label, true);
  return {
    elements: [
      stroke([[0, top + 4 + LEADING / 2], [SAMPLE, top + 4 + LEADING / 2]], look.axis, 1.5, { dash: DASH }),
      ...words(SAMPLE + 8, top + 4 + (text.length * LEADING) / 2, text, { bold: true, fill: look.text }),
    ],
    height: text.length * LEADING + 16,
  };
}

function place(shown, layout, chart, axis, top) {
  const { columns, left, share, room, height } = layout;
  const places = [];
  let y = top;
  for (let start = 0; start < shown.length; start += columns) {
    const row = shown.slice(start, start + columns);
    const names = row.map((one) => wrapText(one.name, share, SIZE.label, true));
    const under = y + Math.max(...names.map((lines) => lines.length)) * LEADING + HEAD + markRoom(chart);
    row.forEach((one, i) => {
      const x = left + i * (share + GAP);
      places.push({ one, name: names[i], first: i === 0, last: start + columns + i >= shown.length, plot: plotAt(x, under, share - room, height, chart, axis) });
    });
    y = under + height + BETWEEN;
  }

  return places;
}

function plotAt(left, top, width, height, chart, axis) {
  const count = Math.max(1, chart.categories.length);
  const plot = { left, right: left + width, width, top, bottom: top + height, height, slot: width / count };
  plot.x = (i) => left + plot.slot * (i + 0.5);
  plot.end = plot.x(count - 1);
  plot.y = (value) => plot.bottom - (height * value) / axis.max;
  return plot;
}

function drawPanel(panel, number, { chart, look, axis, common, layout }) {
  const { one, plot } = panel;
  const axes = { xAxisIndex: number, yAxisIndex: number };
  const behind = common && common !== one ? [quiet(common, plot, look)] : [];
  const ends = endLabels(endOf(one, look), layout.share);
  return {
    graphics: [
      ...words(plot.left, plot.top - HEAD - markRoom(chart) - (panel.name.length * LEADING) / 2, panel.name, { bold: true, fill: look.text }),
      ...frame(panel, chart, axis, look),
      ...uprightMarks({ chart, look, plot }, HEAD / 2),
      ...ranges(one, plot, look),
      ...runLabels(one, plot, look),
      ...drawEndLabels(ends.labels.map((label) => ({ ...label, y: plot.y(label.value), from: plot.x(label.at) + 5 })), plot, look),
    ],
    series: [...behind, blocks(one, axis.max, plot, look), line(one, plot, look)].filter(Boolean).map((made) => ({ ...made, ...axes })),
  };
}

function quiet(common, plot, look) {
  const drawn = line(common, plot, look);
  return {
    ...drawn, z: 2,
    lineStyle: { ...drawn.lineStyle, color: look.axis, width: 1.5, type: DASH },
    data: drawn.data.map(({ value }) => ({ value, symbolSize: 0 })),
  };
}

/** Nought and the top of the scale, with their ticks before the first panel of a row; the first and last category below the last of a column. */
function frame({ plot, first, last }, chart, axis, look) {
  const ticks = [0, axis.max];
  return [
    stroke([[plot.left, plot.top], [plot.right, plot.top]], look.grid, 1, { z: 1 }),
    stroke([[plot.left, plot.bottom], [plot.right, plot.bottom]], look.axis, 1, { z: 13 }),
    ...(first ? ticks.flatMap((tick) => words(plot.left - 6, plot.y(tick), tickText(tick, chart.unit), { fill: look.quiet, align: 'right' })) : []),
    ...(last ? feet(plot, chart.categories, look) : []),
  ];
}

function feet(plot, categories, look) {
  const [from, to] = [categories[0], categories.at(-1)].map((category) => categoryText(category ?? ''));
  const short = isQuarterly(categories) ? (text) => text.slice(0, 4) : (text) => text;
  const fits = (a, b) => textWidth(a, SIZE.label) + textWidth(b, SIZE.label) + 10 <= plot.width;
  const [start, end] = [[from, to], [short(from), to], [short(from), short(to)]].find(([a, b]) => fits(a, b)) ?? ['', ''];
  return [
    ...words(plot.left, plot.bottom + 15, categories.length > 1 ? start : '', { fill: look.quiet }),
    ...words(plot.right, plot.bottom + 15, end, { fill: look.quiet, align: 'right' }),
  ].filter(({ style }) => style.text !== '');
}

/** The text of each run of points that have no place on the line, where the run has room for it; the longest has it always. */
function runLabels(one, plot, look) {
  const runs = [];
  one.points.forEach((point, i) => {
    if (point.kind !== 'small' && point.kind !== 'withheld') {
      return;
    }

    const run = runs.at(-1);
    if (run && run.to === i - 1 && run.point.kind === point.kind) {
      run.to = i;
    } else {
      runs.push({ point, from: i, to: i });
    }
  });
  const longest = runs.reduce((best, run) => (best === null || run.to - run.from > best.to - best.from ? run : best), null);
  const wide = (run) => widest([run.point.display], SIZE.label, isFigure(run.point)) + 6;
  return runs.filter((run) => wide(run) <= (run.to - run.from + 1) * plot.slot || (run === longest && runs.length === 1)).flatMap((run) => {
    const half = wide(run) / 2;
    const x = Math.min(Math.max((plot.x(run.from) + plot.x(run.to)) / 2, plot.left + half), Math.max(plot.right - half, plot.left + half));
    const y = run.point.kind === 'small' ? Math.max(plot.y(run.point.upper) - 10, plot.top + 8) : plot.bottom - 13;
    return words(x, y, run.point.display, { bold: isFigure(run.point), fill: look.text, align: 'center', halo: look.ground });
  });
}
