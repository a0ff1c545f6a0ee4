// Axes: where the ticks go, what they say, and which categories get a label.

import { SIZE } from './chart-theme.mjs';
import { shorten, textWidth } from './chart-text.mjs';

const STEPS = [1, 2, 2.5, 5, 10];
const TICKS = 6;

/** A value axis that starts at nought and ends on a round tick at or above `most`. Shares do not pass 100%. */
export function valueAxis(most, unit) {
  const share = unit === '%';
  const top = most > 0 ? most : share ? 100 : 10;
  const power = 10 ** Math.floor(Math.log10(top / TICKS));
  const steps = STEPS.map((step) => step * power).filter((step) => share || step >= 1 && Number.isInteger(step));
  const step = steps.find((candidate) => Math.ceil(top / candidate) <= TICKS) ?? Math.max(1, 10 * power);
  const max = Math.ceil(Number((top / step).toFixed(9))) * step;
  return { max: share && most <= 100 ? Math.min(max, 100) : max, step };
}

/** What a tick says: thousands apart, and a percent sign where the unit is a share. */
export function tickText(value, unit) {
  const rounded = Number(value.toFixed(6));
  const [whole, part] = String(rounded).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${spaced}${part ? `.${part}` : ''}${unit === '%' ? '%' : ''}`;
}

const QUARTER = /^(\d{4}) ?Q([1-4])$/;
const GAP = 12;
const SHORTEST = 88;

/** Whether the categories are quarters, such as 2026Q3. */
export const isQuarterly = (categories) => categories.length > 0 && categories.every((category) => QUARTER.test(category));

/** A category as people read it: 2026Q3 becomes 2026 Q3. */
export const categoryText = (category) => String(category).replace(QUARTER, '$1 Q$2');

const MONTHS = ['January to March', 'April to June', 'July to September', 'October to December'];

/** A category in full: 2026Q3 becomes July to September 2026. */
export const categoryTitle = (category) => String(category).replace(QUARTER, (_, year, quarter) => `${MONTHS[quarter - 1]} ${year}`);

/** What stands at each category along the foot: cut short where a name is longer than it may be there. */
export const footTexts = (categories, slot) => categories.map((category) => shorten(categoryText(category), Math.max(slot - GAP, SHORTEST), SIZE.label));

/** Whether every category's whole name has room at the foot. */
export const allFit = (categories, slot) => categories.every((category) => textWidth(categoryText(category), SIZE.label) + GAP <= slot);

/**
 * The categories that get a label, as a set of their places: all where there is room, else every so many, first quarters of
 * a year where they are quarters, and the last one always.
 */
export function labelledCategories(categories, slot) {
  const widths = footTexts(categories, slot).map((text) => textWidth(text, SIZE.label));
  const last = categories.length - 1;
  const clear = (a, b) => (b - a) * slot >= (widths[a] + widths[b]) / 2 + GAP;
  const quarterly = isQuarterly(categories);
  const firstQuarter = quarterly ? (5 - Number(QUARTER.exec(categories[0])[2])) % 4 : 0;
  for (const step of stepsFor(quarterly, categories.length)) {
    const places = [];
    for (let i = step === 1 ? 0 : step === 2 ? last % 2 : firstQuarter; i <= last; i += step) {
      places.push(i);
    }

    if (places.every((place, i) => i === 0 || clear(places[i - 1], place))) {
      return new Set(withLast(places, last, clear));
    }
  }

  return new Set(last < 0 ? [] : [last]);
}

const FEW = 8;

const stepsFor = (quarterly, count) => (quarterly ? [1, ...(count <= FEW ? [2] : []), 4, 8, 16, 32, 64] : [1, 2, 3, 5, 10, 20, 50, 100, 200]);

function withLast(places, last, clear) {
  const kept = places.filter((place) => place === last || clear(place, last));
  return kept.includes(last) || last < 0 ? kept : [...kept, last];
}
