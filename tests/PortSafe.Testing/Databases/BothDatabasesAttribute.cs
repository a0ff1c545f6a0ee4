using System.Reflection;
using Xunit.Sdk;

namespace PortSafe.Testing.Databases;

/// <summary>The databases that the platform runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a theory once on each database. The method's first parameter is a <see cref="DatabaseKind"/>; values given here follow it.
/// May be repeated, for further values.
/// </summary>
/// <param name="values">The theory's other arguments, in order.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothDatabasesAttribute(params object?[] values) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        [[DatabaseKind.Sqlite, .. values], [DatabaseKind.Postgres, .. values]];
}
