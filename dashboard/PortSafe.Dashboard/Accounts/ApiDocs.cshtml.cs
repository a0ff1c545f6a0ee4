using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;

namespace PortSafe.Dashboard.Accounts;

/// <summary>The API for people, made from its own description. Where this process serves no API there is no such page.</summary>
public sealed class ApiDocsModel(IServiceProvider services, PublicSite site) : DashboardPage
{
    private const string Document = "v1";

    public IReadOnlyList<ApiGroup> Groups { get; private set; } = [];

    public IReadOnlyList<ApiScope> Scopes { get; } =
        [.. KeyScope.All.Select(scope => new ApiScope(scope.Code, scope.Title, ApiKeys.ApiKeyWords.Explain(scope)))];

    /// <summary>The problems that any address can answer with, by status.</summary>
    public IReadOnlyList<ApiAnswer> Problems { get; private set; } = [];

    public string Address => site.Address;

    public async Task<IActionResult> OnGetAsync()
    {
        if (services.GetKeyedService<IOpenApiDocumentProvider>(Document) is not { } provider)
            return NotFound();
        var document = await provider.GetOpenApiDocumentAsync(Gone);
        Groups = new ApiReader(document, site).Groups();
        Problems =
        [
            .. Groups.SelectMany(group => group.Calls).SelectMany(call => call.Answers)
                .Where(answer => answer.Code is not null && answer.IsGeneral)
                .DistinctBy(answer => answer.Status).OrderBy(answer => answer.Status, StringComparer.Ordinal),
        ];
        return Page();
    }
}

/// <summary>What a key may do.</summary>
public sealed record ApiScope(string Code, string Title, string Text);

/// <summary>Addresses about one thing.</summary>
public sealed record ApiGroup(string Title, IReadOnlyList<ApiCall> Calls);

/// <summary>One address and method.</summary>
/// <param name="WhoMay">A sentence.</param>
/// <param name="Example">A command line.</param>
/// <param name="Body">What is sent; null for nothing.</param>
public sealed record ApiCall(
    string Id, string Method, string Path, string Title, string WhoMay, IReadOnlyList<ApiValue> Parameters, ApiBody? Body, string Example, IReadOnlyList<ApiAnswer> Answers);

/// <summary>A parameter or a member.</summary>
/// <param name="What">Its type and its bounds, in words.</param>
public sealed record ApiValue(string Name, string Place, bool IsRequired, string What, string? Text);

/// <param name="Example">The body as it may look.</param>
public sealed record ApiBody(string Type, string? Text, IReadOnlyList<ApiValue> Members, string? Example);

/// <param name="Code">Of the problem, where it is one.</param>
/// <param name="IsGeneral">Whether the status means the same wherever it is given.</param>
public sealed record ApiAnswer(string Status, string Text, string? Types, string? Code, string? Detail, string? Example, bool IsGeneral);
