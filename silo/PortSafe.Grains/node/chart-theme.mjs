// Colours, type and hatching of every chart. The palette is the Government Analysis Function's; a series keeps its colour.

export const FONT = "Arial, Arimo, 'Liberation Sans', Helvetica, sans-serif";
export const SIZE = { title: 20, subtitle: 16, label: 14 };
export const LINE_HEIGHT = 1.25;

const PALETTE = {
  navy: '#12436d', teal: '#28a197', plum: '#801650', orange: '#f46a25',
  charcoal: '#3d3d3d', lilac: '#a285d1', blue: '#2073bc', sky: '#6bace6',
};

export const THEMES = {
  light: {
    ground: '#ffffff', text: '#0b0c0c', quiet: '#505a5f', grid: '#dfe3e6', axis: '#505a5f', reference: '#f46a25', veil: '#c3c9cd',
    fill: PALETTE,
    // Darker where the fill would not reach 4.5:1 as text on white.
    ink: { ...PALETTE, teal: '#17766e', orange: '#b3400a', lilac: '#6f4aa8', sky: '#1a5f9c' },
    sequence: ['#6bace6', '#2073bc', '#12436d'],
    textured: false,
  },
  dark: {
    ground: '#10161b', text: '#ffffff', quiet: '#c3c9cd', grid: '#36414a', axis: '#8b979f', reference: '#f9a070', veil: '#5b6770',
    fill: {
      navy: '#6bace6', teal: '#3fc1b5', plum: '#d987b0', orange: '#f58a52',
      charcoal: '#d3d8db', lilac: '#bda6e3', blue: '#8fc3f0', sky: '#c9e1f7',
    },
    ink: {
      navy: '#8fc3f0', teal: '#5fd3c8', plum: '#e5a5c6', orange: '#f9a070',
      charcoal: '#d3d8db', lilac: '#cdbbea', blue: '#a9d2f5', sky: '#c9e1f7',
    },
    sequence: ['#1f4e79', '#4a90cc', '#a9d2f5'],
    textured: false,
  },
  greyscale: {
    ground: '#ffffff', text: '#000000', quiet: '#4a4a4a', grid: '#dcdcdc', axis: '#4a4a4a', reference: '#000000', veil: '#c4c4c4',
    fill: {
      navy: '#262626', teal: '#8c8c8c', plum: '#4d4d4d', orange: '#737373',
      charcoal: '#3d3d3d', lilac: '#8c8c8c', blue: '#666666', sky: '#8c8c8c',
    },
    ink: {
      navy: '#000000', teal: '#000000', plum: '#000000', orange: '#000000',
      charcoal: '#000000', lilac: '#000000', blue: '#000000', sky: '#000000',
    },
    sequence: ['#cfcfcf', '#8c8c8c', '#262626'],
    textured: true,
  },
};

const ORDER = { 1: ['navy'], 2: ['navy', 'orange'] };
const LONG_ORDER = ['navy', 'teal', 'plum', 'orange'];

/** The name of a series' colour: its own, or by its place among so many. */
export const colourOf = (series, index, count) => series.colour ?? (ORDER[count] ?? LONG_ORDER)[index % 4];

/** Dash of a line by its place; the first is solid. */
export const dashOf = (index) => ['solid', [9, 5], [2, 4], [12, 4, 2, 4]][index % 4];

const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A colour thinned with the ground: `share` of it is left. */
export function tint(look, colour, share) {
  const ground = channels(look.ground);
  return `#${channels(look.fill[colour]).map((channel, i) => Math.round(channel * share + ground[i] * (1 - share)).toString(16).padStart(2, '0')).join('')}`;
}

const luminance = (hex) => channels(hex)
  .map((channel) => channel / 255)
  .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  .reduce((sum, share, i) => sum + share * [0.2126, 0.7152, 0.0722][i], 0);

/** Black or white, whichever contrasts more with a fill (WCAG 2.2, relative luminance). */
export const textOn = (hex) => ((luminance(hex) + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff');

const stripes = (color, ground, angle, spacing) => ({
  symbol: 'rect', color, backgroundColor: ground, dashArrayX: [1, 0], dashArrayY: [1.6, spacing], rotation: angle, maxTileWidth: 512, maxTileHeight: 512,
});

/** Hatching of a figure known only to be small: strokes of its colour on the ground. */
export const hatch = (look, colour) => ({
  color: look.ground,
  borderColor: look.fill[colour],
  borderWidth: 1,
  decal: stripes(look.fill[colour], look.ground, -Math.PI / 4, 4.4),
});

/** Hatching where a figure is withheld: pale, and leaning the other way. */
export const veil = (look) => ({
  color: look.ground,
  decal: stripes(look.veil, look.ground, Math.PI / 4, 5.4),
});

/** Fill of a series; in greyscale every series after the first also has a texture. */
export function solid(look, colour, index) {
  const color = look.fill[colour];
  if (!look.textured || index === 0) {
    return { color };
  }

  const angle = [0, Math.PI / 4, -Math.PI / 4, 0][index % 4];
  return { color, decal: { ...stripes('#ffffff', color, angle, 6), dashArrayY: [1.4, 6] } };
}
