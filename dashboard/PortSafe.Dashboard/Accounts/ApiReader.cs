using System.Net.Http;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PortSafe.Grains;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Reads the description of the API as a person would want it told.</summary>
internal sealed class ApiReader(OpenApiDocument document, PublicSite site)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Statuses that mean something of their own at each address.</summary>
    private static readonly string[] Particular = ["200", "201", "304", "400", "409", "422"];

    public IReadOnlyList<ApiGroup> Groups() =>
    [
        .. document.Paths
            .SelectMany(path => path.Value.Operations ?? [], (path, operation) => (path.Key, Method: operation.Key, Operation: operation.Value))
            .GroupBy(item => item.Operation.Tags?.FirstOrDefault()?.Name ?? "", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ApiGroup(group.Key, [.. group.Select(item => Call(item.Key, item.Method, item.Operation))])),
    ];

    private ApiCall Call(string path, HttpMethod method, OpenApiOperation operation)
    {
        var parameters = operation.Parameters ?? [];
        var body = operation.RequestBody is { Content: { } content } && content.FirstOrDefault() is { Key: not null } media ? media : default;
        return new ApiCall(
            operation.OperationId ?? "",
            method.Method,
            path,
            operation.Summary ?? "",
            operation.Description ?? "",
            [.. parameters.Select(Parameter)],
            body.Key is null ? null : new ApiBody(body.Key, operation.RequestBody!.Description, Members(body.Value.Schema, ""), Text(body.Value.Example)),
            Example(path, method, operation, parameters, body.Key, body.Value?.Example),
            [.. (operation.Responses ?? []).OrderBy(response => response.Key, StringComparer.Ordinal).Select(response => Answer(response.Key, response.Value))]);
    }

    private static ApiValue Parameter(IOpenApiParameter parameter) => new(
        parameter.Name ?? "", parameter.In == ParameterLocation.Path ? "in the path" : "in the query", parameter.Required, ApiWords.Of(parameter.Schema), parameter.Description);

    private static List<ApiValue> Members(IOpenApiSchema? schema, string within)
    {
        var members = new List<ApiValue>();
        foreach (var (name, member) in schema?.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            if (member.Properties is { Count: > 0 })
                members.AddRange(Members(member, $"{within}{name}."));
            else
                members.Add(new ApiValue(within + name, "", schema!.Required?.Contains(name) == true, ApiWords.Of(member), member.Description));
        }
        return members;
    }

    private static ApiAnswer Answer(string status, IOpenApiResponse response)
    {
        var example = response.Content?.Values.FirstOrDefault()?.Example;
        var problem = example as JsonObject;
        return new ApiAnswer(
            status,
            response.Description ?? "",
            response.Content is { Count: > 0 } content ? string.Join(", ", content.Keys) : null,
            (string?)problem?["code"],
            (string?)problem?["detail"],
            Text(example),
            !Particular.Contains(status));
    }

    private string Example(string path, HttpMethod method, OpenApiOperation operation, IEnumerable<IOpenApiParameter> parameters, string? type, JsonNode? body)
    {
        var query = new List<string>();
        foreach (var parameter in parameters)
        {
            var value = parameter.Example?.ToString();
            if (parameter.In == ParameterLocation.Path)
                path = path.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal);
            else if (parameter.Required)
                query.Add($"{parameter.Name}={value}");
        }
        var address = $"'{site.Page(path)}{(query.Count == 0 ? "" : $"?{string.Join('&', query)}")}'";
        var lines = new List<string> { "curl" };
        if (operation.Security?.Any(requirement => requirement.Values.Any(scopes => scopes.Count > 0)) == true)
            lines.Add("-H 'Authorization: Bearer KEY'");
        else if (operation.Security is { Count: > 0 })
            lines.Add("-H 'Cookie: SESSION'");
        if (type is not null)
            lines.Add($"-H 'Content-Type: {type}'");
        if (method == HttpMethod.Post)
            lines.Add(type == "application/json" ? $"-d '{body?.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })}'" : "--data-binary @FILE.csv");
        return string.Join(" \\\n  ", [.. lines, address]);
    }

    private static string? Text(JsonNode? example) => example switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text.TrimEnd('\n'),
        _ => example.ToJsonString(Indented),
    };
}
