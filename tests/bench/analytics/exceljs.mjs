// The peer: exceljs's streaming writer, with styled columns. Prints one line of JSON.
//   node exceljs.mjs FILE ROWS
import ExcelJS from 'exceljs';

const [file, count] = process.argv.slice(2);
const start = performance.now();
// Compressed as lightly as the product compresses. Strings are written where they stand, as by the product: a shared table would take longer.
const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false, zip: { zlib: { level: 1 } } });
const sheet = book.addWorksheet('Figures', { views: [{ state: 'frozen', ySplit: 1 }] });
sheet.columns = [
  { width: 12 }, { width: 24 }, { width: 12 },
  { width: 12, style: { numFmt: '#,##0' } }, { width: 12, style: { numFmt: '0.0%' } }, { width: 12, style: { numFmt: '#,##0.0' } },
];
const head = sheet.addRow(['Port', 'Region', 'Quarter', 'Reports', 'Staff reached', 'Score']);
head.font = { bold: true };
head.commit();
for (let index = 0; index < Number(count); index++) {
  sheet.addRow([
    `Port ${index % 1000}`, `Region ${index % 11}`, `${2016 + (Math.floor(index / 4) % 10)}Q${(index % 4) + 1}`,
    (index * 7919) % 5000, (index % 1001) / 1000, (index % 997) / 10,
  ]).commit();
  // Lets what is written leave the memory.
  if (index % 1000 === 999) await new Promise(setImmediate);
}
sheet.commit();
await book.commit();
console.log(JSON.stringify({ milliseconds: performance.now() - start, mebibytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
