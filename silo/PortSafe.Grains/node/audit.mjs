// Extremes of cells over all whole-number tables that fit what was published. Nothing here is trusted: whoever calls checks
// every table that is given back.
import loadHighs from 'highs';

const OPTIONS = { output_flag: false, presolve: 'off', mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 1 };

// How far above the minimum a table goes to show that a cell has no maximum.
const OPEN_END = 1000;

// How far from a whole number a value may be to be taken for it.
const WHOLE = 1e-6;

let loaded;

// For each problem the smallest and the greatest value of each wanted cell, for as long as the budget lasts; the rest is left for another call.
//   problem: lower[], upper[] (null: open), sums[][] (the total's index, then its parts'), wanted[]
//   answer:  feasible, tables[][], ranges[] of { cell, min, minTable, max (null: none), maxTable }, left[] (null: not looked at)
export async function ranges(problems, budgetMilliseconds) {
  const highs = await (loaded ??= loadHighs());
  const deadline = performance.now() + budgetMilliseconds;
  return problems.map((problem, position) =>
    position > 0 && performance.now() > deadline
      ? { feasible: true, tables: [], ranges: [], left: null }
      : highs.withModel(modelOf(highs, problem), (model) => {
          model.options.set(OPTIONS);
          return new Search(highs, model, problem).all(deadline);
        }),
  );
}

function modelOf(highs, { lower, upper, sums }) {
  const starts = [0];
  const indices = [];
  const values = [];
  for (const sum of sums) {
    sum.forEach((cell, position) => {
      indices.push(cell);
      values.push(position === 0 ? -1 : 1);
    });
    starts.push(indices.length);
  }
  const zero = sums.map(() => 0);
  return {
    numCols: lower.length,
    numRows: sums.length,
    colCost: lower.map(() => 0),
    colLower: lower,
    colUpper: upper.map((bound) => bound ?? highs.infinity),
    rowLower: zero,
    rowUpper: zero,
    matrix: { format: 'csr', numRows: sums.length, numCols: lower.length, starts, indices, values },
  };
}

class Search {
  constructor(highs, model, problem) {
    Object.assign(this, { highs, model, problem, tables: [] });
  }

  all(deadline) {
    const { wanted } = this.problem;
    if (this.solve(null, 'minimize') === null) return { feasible: false, tables: [], ranges: [], left: [] };

    const found = [];
    for (const cell of wanted) {
      if (found.length > 0 && performance.now() > deadline) break;
      found.push(this.rangeOf(cell));
    }
    return { feasible: true, tables: this.tables, ranges: found, left: wanted.slice(found.length) };
  }

  rangeOf(cell) {
    const minTable = this.atBound(cell, this.problem.lower[cell]) ?? this.solve(cell, 'minimize');
    const maxTable = this.atBound(cell, this.problem.upper[cell]) ?? this.solve(cell, 'maximize');
    const min = this.tables[minTable][cell];
    return maxTable === OPEN
      ? { cell, min, minTable, max: null, maxTable: this.far(cell, min) }
      : { cell, min, minTable, max: this.tables[maxTable][cell], maxTable };
  }

  // A table found before that has the cell at a bound which was published: nothing can lie beyond.
  atBound(cell, bound) {
    const index = bound === null ? -1 : this.tables.findIndex((table) => table[cell] === bound);
    return index < 0 ? null : index;
  }

  far(cell, min) {
    this.model.changeColBounds(cell, min + OPEN_END, this.highs.infinity);
    const table = this.solve(cell, 'minimize');
    this.model.changeColBounds(cell, this.problem.lower[cell], this.highs.infinity);
    return table;
  }

  // The index of a table that attains the extreme; OPEN when there is no greatest, null when nothing fits at all.
  solve(cell, sense) {
    const { model, highs } = this;
    const { modelStatus, objectiveSense } = highs.constants;
    if (cell !== null) {
      model.changeColCost(cell, 1);
      model.changeObjectiveSense(objectiveSense[sense]);
    }
    const { status, values } = this.optimum();
    if (cell !== null) model.changeColCost(cell, 0);
    switch (status) {
      case modelStatus.optimal:
        return this.tables.push(values) - 1;
      case modelStatus.infeasible:
        return null;
      case modelStatus.unbounded:
      case modelStatus.unboundedOrInfeasible:
        if (cell !== null && sense === 'maximize') return OPEN;
        return null;
      default:
        throw new Error(`HiGHS ended with model status ${status}`);
    }
  }

  // Without asking for whole numbers first, which is many times faster: where the answer is whole all the same, it is the answer.
  optimum() {
    const { model, highs } = this;
    const relaxed = this.run();
    if (relaxed.values?.every((value) => Math.abs(value - Math.round(value)) < WHOLE)) return whole(relaxed);

    model.changeColsIntegrality({ kind: 'range', from: 0, to: this.problem.lower.length - 1 }, this.problem.lower.map(() => highs.constants.variableType.integer));
    const exact = this.run();
    model.clearIntegrality();
    return whole(exact);
  }

  run() {
    this.model.run();
    const status = this.model.getModelStatus();
    return status === this.highs.constants.modelStatus.optimal ? { status, values: Array.from(this.model.getSolution().colValue) } : { status };
  }
}

function whole({ status, values }) {
  return { status, values: values?.map(Math.round) };
}

const OPEN = Symbol('open');
