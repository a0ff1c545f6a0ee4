using System.Text;
using PortSafe.Domain;
using PortSafe.Domain.Reports;

namespace PortSafe.Faults.Tests.Imports;

/// <summary>A synthetic statement of reports that takes a while to record: every port of the sample register, month and category.</summary>
internal static class LargeStatement
{
    private static readonly Month First = Month.Parse("2020-01");
    private static readonly Month Last = Month.Parse("2024-12");

    public static int Months { get; } = ((Last.Year - First.Year) * 12) + Last.Number - First.Number + 1;

    /// <summary>Writes the file.</summary>
    /// <param name="register">The file of ports.</param>
    /// <returns>How many data rows it has, each of one report.</returns>
    public static async Task<int> WriteAsync(string path, string register)
    {
        var ports = (await File.ReadAllLinesAsync(register)).Skip(1).Select(line => line.Split(',')[0]).ToList();
        var rows = 0;
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await file.WriteLineAsync("month,locode,category,count");
        for (var month = First; month <= Last; month = month.Next)
        {
            foreach (var port in ports)
            {
                foreach (var category in ReportCategory.All)
                {
                    await file.WriteLineAsync($"{month},{port},{category},1");
                    rows++;
                }
            }
        }
        return rows;
    }
}
