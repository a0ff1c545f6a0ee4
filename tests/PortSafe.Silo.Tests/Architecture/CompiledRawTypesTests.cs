using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using PortSafe.Data.Reports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Releases;

namespace PortSafe.Silo.Tests.Architecture;

/// <summary>What the compiler made of the sources, where no <c>var</c> hides a type: who has a raw type in a field, a signature or a local.</summary>
public sealed partial class CompiledRawTypesTests
{
    private static readonly string[] RawNames =
        ["RawCount", "LedgerReading", "ReportLedger", "ReportCountsRow", "ReportedCounts", "PortCounts", "CountsJson", "CountsWriter", "StatementLedger", "ReportCube", "CubeMonth", "ExactPivot", "ExactFigure"];

    [Theory]
    [InlineData("PortSafe.Data")]
    [InlineData("PortSafe.Grains")]
    [InlineData("PortSafe.Api")]
    [InlineData("PortSafe.Dashboard")]
    [InlineData("portsafe")]
    public void Only_types_that_may_hold_a_raw_type_do(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var reader = file.GetMetadataReader();
        var holders = reader.TypeDefinitions.Where(type => Signatures(file, reader, type).Any(IsRaw)).Select(type => NameOf(reader, type)).Distinct().ToList();
        if (assembly is "PortSafe.Data" or "PortSafe.Grains")
            Assert.NotEmpty(holders);
        Assert.Equal([], holders.Where(holder => !Place().IsMatch(holder) && holder != "PortSafe.Data.PortSafeDb").Order());
    }

    /// <summary>A chain of calls needs no local, but each of its links is a reference to the type.</summary>
    [Theory]
    [InlineData("PortSafe.Api")]
    [InlineData("PortSafe.Dashboard")]
    [InlineData("portsafe")]
    public void A_project_without_a_Jmsc_folder_refers_to_no_raw_type(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var reader = file.GetMetadataReader();
        if (reader.TypeDefinitions.Any(type => NameOf(reader, type).Contains(".Jmsc.", StringComparison.Ordinal)))
            return;
        Assert.Equal([], reader.TypeReferences.Select(reference => reader.GetString(reader.GetTypeReference(reference).Name)).Where(RawNames.Contains));
    }

    [Fact]
    public void Whoever_reads_counts_says_who_they_are()
    {
        var raw = new[] { typeof(RawCount), typeof(LedgerReading), typeof(ReportCountsRow) };
        var reading = new[] { typeof(ReportLedger).Assembly, typeof(ReleaseCompiler).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType.Name.StartsWith("Task", StringComparison.Ordinal) && raw.Any(type => method.ReturnType.ToString().Contains(type.FullName!, StringComparison.Ordinal)))
            .ToList();
        Assert.Contains(reading, method => method.DeclaringType == typeof(ReportLedger));
        Assert.All(reading, method => Assert.Contains(method.GetParameters(), parameter => parameter.ParameterType == typeof(Actor)));
    }

    private static bool IsRaw(string signature) => Word().Matches(signature).Any(word => RawNames.Contains(word.Value));

    private static IEnumerable<string> Signatures(PEReader file, MetadataReader reader, TypeDefinitionHandle handle)
    {
        var (type, names) = (reader.GetTypeDefinition(handle), new Names());
        foreach (var field in type.GetFields())
            yield return reader.GetFieldDefinition(field).DecodeSignature(names, null);
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            var signature = method.DecodeSignature(names, null);
            yield return $"{signature.ReturnType} {string.Join(' ', signature.ParameterTypes)}";
            if (method.RelativeVirtualAddress == 0 || file.GetMethodBody(method.RelativeVirtualAddress).LocalSignature is not { IsNil: false } locals)
                continue;
            yield return string.Join(' ', reader.GetStandaloneSignature(locals).DecodeLocalSignature(names, null));
        }
    }

    /// <summary>A type that the compiler made has the name of the one in which it was made.</summary>
    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = reader.GetTypeDefinition(outer);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    [GeneratedRegex(@"^PortSafe\.(Data|Grains)\.(Reports|Imports|Releases|Analytics)\.|^PortSafe\.(Api|Dashboard)\.(.+\.)?Jmsc\.|^AspNetCoreGeneratedDocument\.(.+_)?Jmsc_|^\.<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    /// <summary>Writes a signature as the names of its types.</summary>
    private sealed class Names : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => $"{signature.ReturnType} {string.Join(' ', signature.ParameterTypes)}";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType} {string.Join(' ', typeArguments)}";

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetSZArrayType(string elementType) => elementType;

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
