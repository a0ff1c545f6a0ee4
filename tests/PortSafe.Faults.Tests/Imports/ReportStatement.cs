using System.Text;
using PortSafe.Domain;
using PortSafe.Domain.Reports;

namespace PortSafe.Faults.Tests.Imports;

/// <summary>A synthetic statement of reports: one of every category at every port of the sample register, in every month.</summary>
/// <param name="First">The first month.</param>
/// <param name="Last">The last month, included.</param>
internal sealed record ReportStatement(Month First, Month Last)
{
    public IReadOnlyList<Month> Months
    {
        get
        {
            List<Month> months = [];
            for (var month = First; month <= Last; month = month.Next)
                months.Add(month);
            return months;
        }
    }

    /// <summary>The codes of the ports in a file of ports.</summary>
    public static async Task<IReadOnlyList<string>> PortsAsync(string register) =>
        [.. (await File.ReadAllLinesAsync(register)).Skip(1).Select(line => line.Split(',')[0])];

    /// <summary>Writes the file.</summary>
    /// <returns>How many data rows it has, each of one report.</returns>
    public async Task<int> WriteAsync(string path, string register)
    {
        var ports = await PortsAsync(register);
        var rows = (from month in Months from port in ports from category in ReportCategory.All select $"{month},{port},{category},1").ToList();
        await File.WriteAllLinesAsync(path, rows.Prepend("month,locode,category,count"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return rows.Count;
    }
}
