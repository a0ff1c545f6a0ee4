// Loads a file of reports by DuckDB's COPY and prints how many milliseconds that took, from the file to the rows being durable.
import { DuckDBInstance } from '@duckdb/node-api';

const [database, file, rows] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(`CREATE TABLE report_counts (
  month VARCHAR NOT NULL, locode VARCHAR NOT NULL, category VARCHAR NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (month, locode, category))`);

const start = performance.now();
await connection.run(`COPY report_counts FROM '${file}' (FORMAT csv, HEADER true)`);
const elapsed = performance.now() - start;

const loaded = (await connection.runAndReadAll('SELECT count(*) FROM report_counts')).getRows()[0][0];
if (String(loaded) !== rows) throw new Error(`DuckDB loaded ${loaded} rows of ${rows}.`);
console.log(elapsed.toFixed(1));
connection.closeSync();
