using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace PortSafe.Api.Description;

/// <summary>The description as a file. It is the same for as long as the process runs, so it is made once, however often it is asked for.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiRegistration.Document)] IOpenApiDocumentProvider provider)
{
    private const string Path = "/openapi/v1.json";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private byte[]? _bytes;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, async (ApiDescription description, CancellationToken ct) =>
    {
        var bytes = await description.GetAsync(ct);
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
    }).AllowAnonymous().ExcludeFromDescription();

    private async Task<byte[]> GetAsync(CancellationToken ct)
    {
        if (_bytes is { } made)
            return made;
        await _turn.WaitAsync(ct);
        try
        {
            var document = await provider.GetOpenApiDocumentAsync(ct);
            return _bytes ??= Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct));
        }
        finally
        {
            _turn.Release();
        }
    }
}
