using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PortSafe.Api.Accounts;
using PortSafe.Grains;

namespace PortSafe.Api.Description;

/// <summary>The description of the API: what it says beyond what the endpoints say by themselves.</summary>
internal static class OpenApiDescription
{
    /// <summary>The security scheme of programs.</summary>
    public const string Bearer = "bearer";

    /// <summary>The security scheme of browsers.</summary>
    public const string Cookie = "cookie";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith($"{ApiRegistration.VersionPath}/", StringComparison.Ordinal);
        options.AddDocumentTransformer((document, context, _) =>
        {
            Describe(document, context.ApplicationServices.GetRequiredService<PublicSite>());
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OperationDescription.DescribeAsync);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            SchemaDescription.Describe(schema, context.JsonTypeInfo, context.JsonPropertyInfo);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document, PublicSite site)
    {
        document.Info.Title = "PortSafe";
        document.Info.Version = "1";
        document.Info.Description =
            "Released figures, charts, the schemes of ports, and files to take in. Programs send a key as “Authorization: Bearer KEY”; a browser " +
            "that is signed in to the site is signed in here. Errors are problem details (RFC 9457), each with a stable code.";
        document.Servers = [new OpenApiServer { Url = site.Address }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = ApiKeyAuthentication.Bearer.ToLowerInvariant(),
                BearerFormat = "ps_ and 43 characters",
                Description = "A key that a JMSC administrator made. Where this header is sent, no cookie is looked at.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = site.CookieName("portsafe"),
                Description = "The session of a browser that is signed in to the site.",
            },
        };
    }
}
