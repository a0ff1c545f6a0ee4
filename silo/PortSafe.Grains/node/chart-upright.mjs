// What columns and lines share: the value axis on the left, categories along the foot, and room for labels on the right.

import { LINE_HEIGHT, SIZE } from './chart-theme.mjs';
import { textWidth, widest, wrapText } from './chart-text.mjs';
import { footTexts, labelledCategories, tickText, valueAxis } from './chart-scale.mjs';
import { spread, stroke, words } from './chart-parts.mjs';

const FOOT = 30;
const LEADER = 14;
const MARK = 20;
const MARK_APART = 40;

/** Lays out the plot: where it is, its axis, and how values and categories become pixels. */
export function uprightPlot({ chart, width, top, most, room, reach, head }) {
  const axis = valueAxis(Math.max(most, chart.referenceLine?.value ?? 0), chart.unit);
  const ticks = [];
  for (let i = 0; i * axis.step <= axis.max * (1 + 1e-9); i += 1) {
    ticks.push(Number((i * axis.step).toFixed(9)));
  }

  const count = Math.max(1, chart.categories.length);
  const ticksLeft = widest(ticks.map((tick) => tickText(tick, chart.unit)), SIZE.label) + 10;
  const firstLabel = textWidth(footTexts(chart.categories, width / count)[0] ?? '', SIZE.label) / 2;
  const left = Math.ceil(Math.max(ticksLeft, (firstLabel - width / count / 2) / (1 - 0.5 / count)));
  const free = width - left - 1;
  const lastLabel = textWidth(footTexts(chart.categories, free / count).at(-1) ?? '', SIZE.label) / 2;
  // Marks end in the middle of the last slot or, where they are `reach` of its width, short of its edge: labels begin there.
  const edge = (1 - reach) / 2;
  const gutter = room === 0 ? 0 : Math.max(0, (room - (edge * free) / count) / (1 - edge / count));
  const right = Math.ceil(Math.max(gutter, (lastLabel - free / count / 2) / (1 - 0.5 / count), 0));
  const plot = { left, right: width - right, width: free - right + 1, top: top + head, height: Math.round(Math.min(Math.max(width * 0.46, 220), 360)) };
  plot.bottom = plot.top + plot.height;
  plot.slot = plot.width / count;
  plot.x = (i) => plot.left + plot.slot * (i + 0.5);
  plot.end = plot.x(count - 1) + (plot.slot * reach) / 2;
  plot.y = (value) => plot.bottom - (plot.height * value) / axis.max;
  return { plot, axis, ticks, height: head + plot.height + FOOT };
}

/** Gridlines, tick labels, category labels and the base line. */
export function uprightAxes({ chart, look, plot, ticks }) {
  const labelled = labelledCategories(chart.categories, plot.slot);
  const texts = footTexts(chart.categories, plot.slot);
  return [
    ...ticks.flatMap((tick) => [
      ...(tick === 0 ? [] : [stroke([[plot.left, plot.y(tick)], [plot.right, plot.y(tick)]], look.grid, 1, { z: 1 })]),
      ...words(plot.left - 8, plot.y(tick), tickText(tick, chart.unit), { fill: look.quiet, align: 'right' }),
    ]),
    stroke([[plot.left, plot.bottom], [plot.right, plot.bottom]], look.axis, 1, { z: 13 }),
    ...chart.categories.flatMap((_, i) => (labelled.has(i) ? [
      stroke([[plot.x(i), plot.bottom], [plot.x(i), plot.bottom + 5]], look.axis),
      ...words(plot.x(i), plot.bottom + 17, texts[i], { fill: look.quiet, align: 'center' }),
    ] : [])),
  ];
}

/** The room above a plot that the letters of marks take. */
export const markRoom = (chart) => ((chart.marks ?? []).length > 0 ? MARK : 0);

/**
 * What happened while the chart lasted: a thin line at each category that has a mark, its letters above it. Letters that would touch
 * stand together, the first and the last of them.
 */
export function uprightMarks({ chart, look, plot }, head) {
  const places = [...new Set((chart.marks ?? []).map((mark) => mark.category))]
    .map((category) => ({ at: chart.categories.indexOf(category), letters: chart.marks.filter((mark) => mark.category === category).map((mark) => mark.letter) }))
    .filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
  const groups = [];
  for (const { at, letters } of places) {
    const last = groups.at(-1);
    if (last && plot.x(at) - plot.x(last.to) < MARK_APART) {
      [last.to, last.letters] = [at, [...last.letters, ...letters]];
    } else {
      groups.push({ from: at, to: at, letters });
    }
  }

  const top = plot.top - head - MARK / 2;
  return [
    ...places.map(({ at }) => stroke([[plot.x(at), top + 9], [plot.x(at), plot.bottom]], look.axis, 1, { z: 1, dash: [2, 3] })),
    ...groups.flatMap(({ from, to, letters }) => words((plot.x(from) + plot.x(to)) / 2, top, letters.length > 1 ? `${letters[0]}–${letters.at(-1)}` : letters[0], { bold: true, fill: look.text, align: 'center' })),
  ];
}

/** A line across the plot at the reference value, over columns or under lines; its label is one of the end labels. */
export function uprightReference({ chart, look, plot }, under = false) {
  if (!chart.referenceLine) {
    return [];
  }

  const y = plot.y(chart.referenceLine.value);
  const points = [[plot.left, y], [Math.min(plot.right, plot.end + LEADER - 6), y]];
  return under
    ? [stroke(points, look.quiet, 1.5, { z: 2 })]
    : [stroke(points, look.ground, 5, { z: 11 }), stroke(points, look.reference, 2, { z: 12, dash: [6, 3] })];
}

/** Labels for the right-hand side, broken to at most a third of the width, and the room they take there. */
export function endLabels(entries, width) {
  const most = width * 0.32;
  const labels = entries.map(({ name, display, ...rest }) => {
    const whole = [name, display].filter(Boolean).join(' ');
    const lines = textWidth(whole, SIZE.label, true) <= most ? [whole] : [...wrapText(name, most, SIZE.label, true), display].filter(Boolean);
    return { ...rest, lines };
  });
  const room = Math.max(0, ...labels.map((label) => widest(label.lines, SIZE.label, true)));
  return { labels, room: room === 0 ? 0 : Math.ceil(room) + LEADER };
}

/** Draws end labels apart from each other, each joined to its place where it had to move. */
export function drawEndLabels(labels, plot, look) {
  const blocks = labels.map((label) => ({ y: label.y, height: label.lines.length * SIZE.label * LINE_HEIGHT + 3 }));
  const places = spread(blocks, plot.top - 12, plot.bottom + 10);
  return labels.flatMap((label, i) => [
    ...(Math.abs(places[i] - label.y) > 4 ? [stroke([[label.from, label.y], [plot.end + LEADER - 3, places[i]]], look.quiet, 1)] : []),
    ...words(plot.end + LEADER, places[i], label.lines, { bold: true, fill: label.ink, halo: look.ground }),
  ]);
}

/** The parts of the option that place series on such a plot. */
export const uprightOption = (chart, plot, axis, pointer) => ({
  grid: { left: plot.left, top: plot.top, width: plot.width, height: plot.height, containLabel: false, outerBoundsMode: 'none' },
  xAxis: { type: 'category', data: chart.categories, show: false, axisPointer: { type: pointer, label: { show: false } } },
  yAxis: { type: 'value', min: 0, max: axis.max, interval: axis.step, show: false },
});
