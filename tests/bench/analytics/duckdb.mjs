// Serves the pivot from DuckDB: GET /?region=…&size=…&group=…&from=2016Q4&to=2026Q3 answers the region × quarter × category sums as JSON.
// The table is in DuckDB's own memory, with a small integer for each region, size, quarter, group and category, in the order of quarters; the
// statement is prepared once a connection, and each request has one of 16 to itself.
import { createServer } from 'node:http';
import { DuckDBInstance } from '@duckdb/node-api';

const [ports, reports, groups] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const first = await instance.connect();
await first.run(`CREATE TEMP TABLE ports AS SELECT locode, region, size FROM read_csv('${ports}', header = true)`);
await first.run(`CREATE TEMP TABLE groups AS SELECT category, grp FROM read_csv('${groups}', header = true)`);
await first.run(`CREATE TEMP TABLE reports AS SELECT * FROM read_csv('${reports}', header = true, types = {'month': 'VARCHAR'})`);
await first.run('CREATE TYPE region AS ENUM (SELECT DISTINCT region FROM ports ORDER BY 1)');
await first.run('CREATE TYPE category AS ENUM (SELECT DISTINCT category FROM groups ORDER BY 1)');
await first.run('CREATE TYPE grp AS ENUM (SELECT DISTINCT grp FROM groups ORDER BY 1)');
await first.run(`CREATE TABLE counts AS
  SELECT p.region::region AS region, p.size AS size, (substr(r.month, 1, 4)::INT * 4 + (substr(r.month, 6, 2)::INT - 1) // 3)::SMALLINT AS quarter,
         g.grp::grp AS grp, r.category::category AS category, r.count::INTEGER AS reports
  FROM reports r JOIN ports p ON p.locode = r.locode JOIN groups g ON g.category = r.category
  ORDER BY quarter, region, category`);
const loaded = (await first.runAndReadAll('SELECT count(*), sum(reports) FROM counts')).getRows()[0];

const idle = [];
const waiting = [];
for (let index = 0; index < 16; index++) {
  const connection = await instance.connect();
  idle.push(await connection.prepare(`SELECT region, quarter, category, sum(reports)::BIGINT FROM counts
    WHERE quarter BETWEEN $1 AND $2 AND ($3 IS NULL OR region = $3) AND ($4 IS NULL OR size = $4) AND ($5 IS NULL OR grp = $5)
    GROUP BY ALL`));
}
const quarter = (text) => Number(text.slice(0, 4)) * 4 + Number(text[5]) - 1;
const taken = () => (idle.length ? Promise.resolve(idle.pop()) : new Promise((resolve) => waiting.push(resolve)));
const give = (statement) => (waiting.length ? waiting.shift()(statement) : idle.push(statement));

createServer(async (request, response) => {
  const asked = new URL(request.url, 'http://localhost').searchParams;
  const statement = await taken();
  try {
    statement.bindSmallInt(1, quarter(asked.get('from')));
    statement.bindSmallInt(2, quarter(asked.get('to')));
    ['region', 'size', 'group'].forEach((name, index) => (asked.get(name) ? statement.bindVarchar(3 + index, asked.get(name)) : statement.bindNull(3 + index)));
    const rows = (await statement.runAndReadAll()).getRows().map((row) => [row[0], row[1], row[2], Number(row[3])]);
    const body = JSON.stringify(rows);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  } catch (error) {
    response.writeHead(500);
    response.end(String(error));
  } finally {
    give(statement);
  }
}).listen(0, '127.0.0.1', function () {
  console.log(`listening ${this.address().port} ${loaded[0]} ${loaded[1]}`);
});
