using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PortSafe.Domain;

namespace PortSafe.Api;

/// <summary>What the description of the API says beyond what the endpoints say by themselves.</summary>
internal static class OpenApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith($"{ApiRegistration.VersionPath}/", StringComparison.Ordinal);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "PortSafe";
            document.Info.Description = "Released figures, charts, and the schemes of ports. Sign in on the site first; the same cookie is used here. Errors are problem details (RFC 9457).";
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    }

    /// <summary>The domain's values travel as their canonical text.</summary>
    private static void Describe(OpenApiSchema schema, Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.Assembly != typeof(Quarter).Assembly || !value.GetInterfaces().Any(IsParsable))
            return;
        schema.Type = JsonSchemaType.String;
        if (value.GetInterfaces().Any(IsCoded))
            schema.Enum = [.. Codes(value)];
    }

    private static IEnumerable<System.Text.Json.Nodes.JsonNode> Codes(Type type)
    {
        var all = (System.Collections.IEnumerable)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return all.Cast<object>().Select(item => (System.Text.Json.Nodes.JsonNode)item.ToString()!);
    }

    private static bool IsParsable(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>);

    private static bool IsCoded(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICoded<>);
}
