using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PortSafe.Api.Imports;
using PortSafe.Domain.Accounts;

namespace PortSafe.Api.Description;

/// <summary>What the description says of each endpoint: who may call it, with what, and every answer that it gives.</summary>
internal static class OperationDescription
{
    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var access = await EndpointAccess.OfAsync(metadata, context.ApplicationServices);
        var kind = metadata.OfType<ImportedKind>().FirstOrDefault();
        Secure(operation, access, context.Document!);
        ParameterDescription.Describe(operation);
        BodyDescription.Describe(operation, kind?.Kind);
        AddProblems(operation, access, isUnsafe: context.Description.HttpMethod == HttpMethods.Post, context.Document!);
    }

    private static void Secure(OpenApiOperation operation, EndpointAccess access, OpenApiDocument document)
    {
        operation.Security = access.IsPublic
            ? []
            : [
                .. access.Scopes.Select(scope => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDescription.Bearer, document)] = [scope.Code] }),
                .. access.Roles.Count == 0
                    ? Array.Empty<OpenApiSecurityRequirement>()
                    : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDescription.Cookie, document)] = [] }],
            ];
        operation.AddExtension("x-roles", new JsonNodeExtension(new JsonArray([.. access.Roles.Select(role => (JsonNode)role.Code)])));
        operation.AddExtension("x-scopes", new JsonNodeExtension(new JsonArray([.. access.Scopes.Select(scope => (JsonNode)scope.Code)])));
        operation.Description = WhoMay(access);
    }

    private static string WhoMay(EndpointAccess access)
    {
        if (access.IsPublic)
            return "For everyone.";
        var people = access.Roles.Count == Role.All.Count ? "whoever is signed in" : string.Join(", ", access.Roles.Select(role => role.Title));
        return $"People: {people}. Keys: {(access.Scopes.Count == 0 ? "none" : string.Join(", ", access.Scopes))}.";
    }

    private static void AddProblems(OpenApiOperation operation, EndpointAccess access, bool isUnsafe, OpenApiDocument document)
    {
        var responses = operation.Responses ??= [];
        int[] statuses =
        [
            .. access.IsPublic ? [] : new[] { StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden },
            .. operation.Parameters is null or [] ? [] : new[] { StatusCodes.Status400BadRequest },
            .. operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true ? new[] { StatusCodes.Status404NotFound } : [],
            .. isUnsafe ? new[] { StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType } : [],
            StatusCodes.Status429TooManyRequests,
            StatusCodes.Status500InternalServerError,
        ];
        foreach (var status in statuses)
            responses.TryAdd($"{status}", ProblemOf(status, document));
        foreach (var (status, response) in responses)
        {
            if (response is OpenApiResponse own)
                AnswerDescription.Describe(own, int.Parse(status), operation.OperationId!);
        }
    }

    private static OpenApiResponse ProblemOf(int status, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ApiProblem.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(ApiProblem), document) },
            },
        };
        (string Name, string Description)? header = status switch
        {
            StatusCodes.Status401Unauthorized => ("WWW-Authenticate", "How to say who asks: Bearer."),
            StatusCodes.Status429TooManyRequests => ("Retry-After", "Seconds to wait."),
            _ => null,
        };
        if (header is { } known)
        {
            var value = new OpenApiHeader { Description = known.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { [known.Name] = value };
        }
        return response;
    }
}
