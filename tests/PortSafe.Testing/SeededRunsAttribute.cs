using System.Globalization;
using System.Reflection;
using PortSafe.Testing.Databases;
using Xunit.Sdk;

namespace PortSafe.Testing;

/// <summary>
/// Runs a theory with one seed after another: 1 to 3, or as many as <c>PORTSAFE_FAULT_RUNS</c> says from <c>PORTSAFE_FAULT_FROM</c> on.
/// The method's first parameter is a <see cref="DatabaseKind"/> and its last the seed; values given here stand between.
/// </summary>
/// <param name="kind">On which database.</param>
/// <param name="values">The theory's other arguments, in order.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SeededRunsAttribute(DatabaseKind kind, params object?[] values) : DataAttribute
{
    private const int Runs = 3;

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        Enumerable.Range(Read("PORTSAFE_FAULT_FROM", 1), Read("PORTSAFE_FAULT_RUNS", Runs)).Select(seed => (object?[])[kind, .. values, seed]);

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
