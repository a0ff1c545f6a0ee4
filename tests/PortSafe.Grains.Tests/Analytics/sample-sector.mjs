// What the sample files come to at the end of a quarter, worked out from DOMAIN's tables alone: node sample-sector.mjs FOLDER 2026Q3
import { readFileSync } from 'node:fs';

const [folder, quarter] = process.argv.slice(2);
const outsideQuotes = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
const rows = name => {
  const [head, ...lines] = readFileSync(`${folder}/${name}`, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map(line => Object.fromEntries(line.split(outsideQuotes).map((value, index) => [columns[index], value])));
};

const [year, part] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];
const end = new Date(Date.UTC(year, part * 3, 0));
const iso = day => day.toISOString().slice(0, 10);
const days = (from, to) => Math.round((to - from) / 86_400_000);
const utc = text => new Date(`${text}T00:00:00Z`);
// A month later is the same day of the month, or its last.
const monthsAfter = (day, months) => {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day.getUTCDate(), last)));
};
const window = [0, 1, 2, 3].map(back => year * 4 + part - 1 - back).map(n => `${Math.floor(n / 4)}Q${(n % 4) + 1}`);

const tiers = {
  essential: ['lead-named', 'guide-read', 'line-displayed', 'launch-briefing', 'protectuk-registered', 'annual-self-check'],
  desired: ['deputy-named', 'act-offered', 'insider-briefed', 'contractors-covered', 'half-briefed'],
  bonus: ['pulse-survey', 'tenant-outreach', 'drill', 'case-study-shared'],
};
const tierPoints = { essential: 20, desired: 7, bonus: 3 };

const events = rows('scheme-events.csv').filter(row => row.date <= iso(end));
const figures = rows('awareness-2022-2026.csv').filter(row => row.quarter <= quarter);
const quarterEnd = text => new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5)) * 3, 0));

const groups = {
  'insider-deliberate': 'insider', 'insider-self-initiated': 'insider', 'insider-recruited': 'insider', 'insider-unspecified': 'insider',
  'drugs-importation': 'organised-crime', 'firearms-weapons': 'organised-crime', 'people-smuggling': 'organised-crime', 'cargo-theft': 'organised-crime',
  'smuggling-tax': 'organised-crime', 'fraud-corruption': 'organised-crime',
  'hostile-reconnaissance': 'security', 'trespass-damage': 'security', cyber: 'security', 'other-security': 'security', 'other-crime': 'other',
};
const months = [1, 2, 3].map(month => `${year}-${String((part - 1) * 3 + month).padStart(2, '0')}`);
const reports = rows('reports-2023-2026.csv').filter(row => months.includes(row.month));
const counted = of => reports.filter(of).reduce((sum, row) => sum + Number(row.count), 0);

function portOf({ locode, region, size }) {
  const own = events.filter(row => row.locode === locode);
  const has = name => own.some(row => row.event === name);
  const self = own.filter(row => row.event === 'milestone' && row.detail === 'annual-self-check').map(row => row.date).sort().at(-1);
  const aware = figures.filter(row => row.locode === locode).sort((a, b) => a.quarter.localeCompare(b.quarter));
  const recent = aware.filter(row => window.includes(row.quarter));
  const sum = column => recent.reduce((total, row) => total + Number(row[column]), 0);
  const headcount = aware.length ? Number(aware.at(-1).headcount) : null;
  const briefed = sum('briefed_security') + sum('briefed_other');
  const holds = milestone => {
    if (milestone === 'half-briefed' && headcount !== null)
      return 2 * briefed >= headcount;
    if (milestone === 'annual-self-check')
      return self !== undefined && end <= monthsAfter(utc(self), 12);
    return own.some(row => row.event === 'milestone' && row.detail === milestone);
  };
  const acted = [...own.filter(row => ['applied', 'milestone'].includes(row.event)).map(row => row.date), ...aware.map(row => iso(quarterEnd(row.quarter)))].sort().at(-1);
  const now = aware.filter(row => row.quarter === quarter).reduce((total, row) => total + Number(row.act_completions), 0);
  const survey = ['survey_responses', 'know_line', 'believe_anonymous', 'confident_to_report'].map(sum);
  return { locode, region, size, headcount, briefed, survey, act: now, stage: stageOf(has, holds, own, self, acted), score: scoreOf(holds, self, acted, headcount, briefed, sum) };
}

function stageOf(has, holds, own, self, acted) {
  if (!has('applied'))
    return null;
  if (!has('approved'))
    return has('rejected') ? 'rejected' : 'applied';
  const recorded = milestone => own.some(row => row.event === 'milestone' && row.detail === milestone);
  if (tiers.essential.every(recorded)) {
    if (holds('annual-self-check'))
      return 'active';
    const due = monthsAfter(utc(self), 12);
    return days(due, end) >= 90 && utc(acted) <= due ? 'dormant' : 'review-due';
  }
  if (recorded('line-displayed') && recorded('launch-briefing'))
    return 'launched';
  return has('pack-issued') ? 'pack-issued' : 'registered';
}

function scoreOf(holds, self, acted, headcount, briefed, sum) {
  let [earned, known] = [0, 0];
  const add = (points, of) => { earned += points; known += of; };
  for (const [tier, milestones] of Object.entries(tiers))
    add(tierPoints[tier] * milestones.filter(holds).length / milestones.length, tierPoints[tier]);
  if (headcount !== null)
    add(20 * Math.min(1, briefed / headcount), 20);
  if (sum('survey_responses') >= 10)
    add(15 * sum('know_line') / sum('survey_responses'), 15);
  if (self === undefined)
    add(0, 8);
  else {
    const [whole, gone] = [monthsAfter(utc(self), 12), monthsAfter(utc(self), 18)];
    add(8 * Math.max(0, Math.min(1, days(end, gone) / days(whole, gone))), 8);
  }
  add(0, 6); // No sample file says that a contact was verified.
  add(acted !== undefined && days(utc(acted), end) <= 90 ? 10 : 0, 10);
  if (known < 60)
    return null;
  const score = 100 * earned / known;
  return tiers.essential.every(holds) ? score : Math.min(59, score);
}

const members = ['registered', 'pack-issued', 'launched', 'active', 'review-due', 'dormant'];
function sectorOf(ports) {
  const stages = {};
  for (const { stage } of ports.filter(port => port.stage))
    stages[stage] = (stages[stage] ?? 0) + 1;
  const scores = ports.filter(port => members.includes(port.stage) && port.score !== null).map(port => port.score).sort((a, b) => a - b);
  const part = ports.filter(port => members.includes(port.stage));
  const known = part.filter(port => port.headcount !== null);
  const survey = [0, 1, 2, 3].map(index => part.reduce((sum, port) => sum + port.survey[index], 0));
  const locodes = new Set(ports.map(port => port.locode));
  return {
    stages,
    scores: scores.length,
    median: scores.length < 5 ? null : (scores[(scores.length - 1) >> 1] + scores[scores.length >> 1]) / 2,
    reached: known.length === 0 ? null : known.reduce((sum, port) => sum + port.briefed, 0) / known.reduce((sum, port) => sum + port.headcount, 0),
    adoption: (stages.active ?? 0) / ports.length,
    responses: survey[0],
    surveyed: survey[0] === 0 ? [0, 0, 0] : survey.slice(1).map(count => count / survey[0]),
    act: part.reduce((sum, port) => sum + port.act, 0),
    reports: counted(row => locodes.has(row.locode)),
  };
}

const ports = rows('uk-ports.csv').map(portOf);
const regions = [...new Set(ports.map(port => port.region))];
console.log(JSON.stringify({
  nation: sectorOf(ports),
  sizes: Object.fromEntries(['major', 'minor'].map(size => [size, sectorOf(ports.filter(port => port.size === size))])),
  groups: Object.fromEntries([...new Set(Object.values(groups))].map(group => [group, counted(row => groups[row.category] === group)])),
  regions: Object.fromEntries(regions.map(region => [region, sectorOf(ports.filter(port => port.region === region))])),
  ports: Object.fromEntries(ports.filter(port => port.stage).map(port => [port.locode, { stage: port.stage, score: port.score }])),
}));
