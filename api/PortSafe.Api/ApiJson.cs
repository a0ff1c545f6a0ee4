using System.Text.Json;
using System.Text.Json.Serialization;
using PortSafe.Data;

namespace PortSafe.Api;

/// <summary>How the API writes JSON, and how strictly it reads it: one spelling a value, and no member that it does not know.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        DomainJson.Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
