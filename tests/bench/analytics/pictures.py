"""Draws the sector's charts by matplotlib: python3 pictures.py CHARTS.json

CHARTS.json is a list of charts as the product's own code has them. A line of standard input is a request, such as
{"chart": 0, "kind": "svg", "width": 900, "height": 512, "to": null}; the answer is a line of standard output with the milliseconds
that the drawing took. With "to", the picture is kept in that file. The process stays warm between requests.
"""
import io
import json
import sys
import textwrap
import time

import matplotlib

matplotlib.use('Agg')
# Text stays text, as in the product's SVG: drawing it as outlines would take matplotlib longer.
matplotlib.rcParams.update({
    'svg.fonttype': 'none', 'font.family': ['Liberation Sans', 'DejaVu Sans'], 'hatch.linewidth': 0.8, 'axes.axisbelow': True,
    'axes.edgecolor': '#505a5f', 'axes.labelcolor': '#505a5f', 'xtick.color': '#505a5f', 'ytick.color': '#505a5f', 'grid.color': '#dfe3e6',
})
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402

COLOURS = {
    'navy': '#12436d', 'teal': '#28a197', 'plum': '#801650', 'orange': '#f46a25', 'charcoal': '#3d3d3d', 'lilac': '#a285d1', 'blue': '#2073bc', 'sky': '#6bace6',
}
ORDER = ['navy', 'teal', 'plum', 'orange']
VEIL, QUIET, TEXT = '#c3c9cd', '#505a5f', '#0b0c0c'
TITLE, SUBTITLE, LABEL = 20 * 0.72, 16 * 0.72, 14 * 0.72
PLACES = {
    'Scotland North and Islands': (1, 0), 'Northern Ireland': (0, 1), 'Scotland Central and South': (1, 1), 'North East': (2, 1), 'North West': (1, 2),
    'Yorkshire and The Humber': (2, 2), 'Wales': (0, 3), 'East': (2, 3), 'South West': (0, 4), 'South East': (1, 4), 'Thames and Medway': (2, 4),
}


def colour_of(series, index):
    return COLOURS[series.get('colour') or ORDER[index % len(ORDER)]]


def values_of(series):
    return [point.get('value', float('nan')) for point in series['points']]


def plot_area(figure, left=70, right=24, top=84, foot=112):
    width, height = figure.get_size_inches() * 100
    axes = figure.add_axes([left / width, foot / height, (width - left - right) / width, (height - top - foot) / height])
    for side in ('top', 'right'):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=LABEL, length=0)
    return axes


def quarters_along(axes, categories):
    years = [(at, name[:4]) for at, name in enumerate(categories) if name.endswith('Q1')][::2]
    axes.set_xticks([at for at, _ in years], [year for _, year in years])
    axes.grid(axis='y')


def banded(draw, points, foot):
    """Solid up to where a band begins, pale to where it ends; hatched where there is no figure to draw."""
    hatched = [at for at, point in enumerate(points) if point.get('lower') == 0 or 'value' not in point]
    solid = [at for at in range(len(points)) if at not in hatched]
    ends = [point.get('upper') or point.get('value') or 1 for point in points]
    starts = [points[at].get('lower', points[at]['value']) for at in solid]
    draw(solid, starts, 0.7, color=COLOURS['navy'])
    if any('upper' in points[at] for at in solid):
        draw(solid, [ends[at] - start for at, start in zip(solid, starts)], 0.7, color=COLOURS['sky'], **{foot: starts})
    if hatched:
        draw(hatched, [ends[at] for at in hatched], 0.7, facecolor='white', edgecolor=COLOURS['navy'], hatch='////')
    return ends


def bars(figure, chart):
    axes = plot_area(figure, left=230, right=90)
    points = chart['series'][0]['points']
    for at, end in enumerate(banded(axes.barh, points, 'left')):
        axes.annotate(points[at]['display'], (end, at), (6, 0), textcoords='offset points', va='center', fontsize=LABEL, fontweight='bold', color=TEXT)
    if line := chart.get('referenceLine'):
        axes.axvline(line['value'], color=COLOURS['orange'], linestyle='--')
        axes.annotate(line['label'], (line['value'], -0.6), (4, 4), textcoords='offset points', fontsize=LABEL, color='#b3400a')
    axes.set_yticks(range(len(points)), chart['categories'])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.grid(axis='x')


def columns(figure, chart):
    axes = plot_area(figure)
    points = chart['series'][0]['points']
    ends = banded(axes.bar, points, 'bottom')
    axes.annotate(points[-1]['display'], (len(points) - 1, ends[-1]), (0, 4), textcoords='offset points', ha='right', fontsize=LABEL, fontweight='bold')
    quarters_along(axes, chart['categories'])


def stacked(figure, chart):
    axes = plot_area(figure, right=150)
    below = [0] * len(chart['categories'])
    for index, series in enumerate(chart['series']):
        values = [value if value == value else 0 for value in values_of(series)]
        axes.bar(range(len(values)), values, 0.8, bottom=below, color=colour_of(series, index))
        axes.annotate(f"{series['name']} {series['points'][-1]['display']}", (len(values) - 0.4, below[-1] + values[-1] / 2), (4, 0), textcoords='offset points', va='center', fontsize=LABEL, annotation_clip=False)
        below = [one + other for one, other in zip(below, values)]
    quarters_along(axes, chart['categories'])


def lines(figure, chart):
    axes = plot_area(figure, right=150)
    for index, series in enumerate(chart['series']):
        values = values_of(series)
        axes.plot(values, color=colour_of(series, index), linewidth=2.5)
        axes.plot(len(values) - 1, values[-1], 'o', color=colour_of(series, index))
        axes.annotate(f"{series['name']} {series['points'][-1]['display']}", (len(values) - 1, values[-1]), (8, 0), textcoords='offset points', va='center', fontsize=LABEL, fontweight='bold', annotation_clip=False)
    axes.set_ylim(bottom=0)
    quarters_along(axes, chart['categories'])


def panels(figure, chart):
    width, height = figure.get_size_inches() * 100
    everywhere = next((series for series in chart['series'] if series.get('everywhere')), None)
    shown = [series for series in chart['series'] if not series.get('everywhere')]
    across = 4
    down = -(-len(shown) // across)
    grid = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False, gridspec_kw={
        'left': 56 / width, 'right': 1 - 56 / width, 'top': 1 - 120 / height, 'bottom': 130 / height, 'hspace': 0.45, 'wspace': 0.3})
    for axes, series in zip(grid.flat, shown):
        if everywhere:
            axes.plot(values_of(everywhere), color=QUIET, linewidth=1.5, linestyle='--')
        values = values_of(series)
        axes.plot(values, color=COLOURS['navy'], linewidth=2.5)
        axes.plot(len(values) - 1, values[-1], 'o', color=COLOURS['navy'])
        axes.annotate(series['points'][-1]['display'], (len(values) - 1, values[-1]), (6, 0), textcoords='offset points', va='center', fontsize=LABEL, fontweight='bold', annotation_clip=False)
        axes.set_title('\n'.join(textwrap.wrap(series['name'], 22)), fontsize=LABEL, loc='left', color=TEXT)
        axes.tick_params(labelsize=LABEL, length=0)
        for side in ('top', 'right'):
            axes.spines[side].set_visible(False)
        axes.grid(axis='y')
    grid[0][0].set_ylim(bottom=0)
    ends = (0, len(chart['categories']) - 1)
    grid[0][0].set_xticks(ends, [chart['categories'][at][:4] for at in ends])
    for axes in list(grid.flat)[len(shown):]:
        axes.set_visible(False)


def tiles(figure, chart):
    axes = plot_area(figure, left=16, right=300)
    points = dict(zip(chart['categories'], chart['series'][0]['points']))
    values = [point['value'] for point in points.values() if 'value' in point]
    low, high = min(values), max(values)
    for name, point in points.items():
        left, top = PLACES[name]
        known = 'value' in point
        step = min(2, int(3 * (point['value'] - low) / max(high - low, 1e-9))) if known else 0
        fill = [COLOURS['sky'], COLOURS['blue'], COLOURS['navy']][step]
        axes.add_patch(Rectangle((left, top), 0.96, 0.94, facecolor=fill if known else 'white', edgecolor=fill if known else VEIL, hatch=None if known else '////'))
        ink = 'white' if known and step > 0 else TEXT
        axes.text(left + 0.05, top + 0.1, '\n'.join(textwrap.wrap(name, 20)), fontsize=LABEL, color=ink, va='top')
        axes.text(left + 0.05, top + 0.88, point['display'], fontsize=TITLE, fontweight='bold', color=ink, va='bottom')
    for index, fill in enumerate(['sky', 'blue', 'navy']):
        edge = low + (high - low) * index / 3
        axes.add_patch(Rectangle((3.1, 0.1 + index * 0.4), 0.1, 0.2, facecolor=COLOURS[fill], clip_on=False))
        axes.text(3.25, 0.2 + index * 0.4, f"{edge:.0f}% to {edge + (high - low) / 3:.0f}%", fontsize=LABEL, va='center')
    if line := chart.get('referenceLine'):
        axes.text(3.1, 1.5, line['label'], fontsize=LABEL, fontweight='bold')
    axes.set_xlim(0, 3)
    axes.set_ylim(5, 0)
    axes.axis('off')


KINDS = {'bar': bars, 'column': columns, 'stackedColumn': stacked, 'line': lines, 'smallMultiples': panels, 'tileMap': tiles}


def words(figure, chart, width, height):
    def line(y, text, size, colour, weight='normal'):
        for part in textwrap.wrap(text, int((width - 32) / (size * 0.72))):
            figure.text(16 / width, 1 - y / height, part, fontsize=size, color=colour, fontweight=weight, va='top')
            y += size * 1.75
        return y

    line(line(16, chart['title'], TITLE, TEXT, 'bold'), chart['subtitle'], SUBTITLE, QUIET)
    y = height - 76
    for text in [*chart.get('notes', []), chart.get('release'), f"Source: {chart['source']}"]:
        if text:
            y = line(y, text, LABEL, QUIET)


def draw(chart, kind, width, height):
    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    words(figure, chart, width, height)
    KINDS[chart['kind']](figure, chart)
    to = io.BytesIO()
    # As many pixels as the product's PNG has: two to one of the SVG's.
    figure.savefig(to, format=kind, dpi=200 if kind == 'png' else 100, metadata={'Title': chart['title'], 'Date': None} if kind == 'svg' else None)
    return to.getvalue()


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        charts = json.load(file)
    print(f"ready {matplotlib.__version__}", flush=True)
    for request in map(json.loads, sys.stdin):
        start = time.perf_counter()
        picture = draw(charts[request['chart']], request['kind'], request['width'], request['height'])
        took = (time.perf_counter() - start) * 1000
        if request.get('to'):
            with open(request['to'], 'wb') as file:
                file.write(picture)
        print(took, flush=True)


main()
