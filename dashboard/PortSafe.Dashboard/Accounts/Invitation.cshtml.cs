using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where an invitation leads. Opening it spends nothing, because mail scanners open every link; the button does.</summary>
public sealed class InvitationModel(Invitations invitations, WaysIn waysIn, Steps steps, Origins origins) : DashboardPage
{
    /// <summary>Who is invited; null when the invitation cannot be used.</summary>
    public KnownPerson? Person { get; private set; }

    public bool HasWaysIn { get; private set; }

    /// <summary>The role in a sentence, with the ports that go with it.</summary>
    public string Role
    {
        get
        {
            if (Person is not { } person)
                return "";
            List<string> places = [.. person.Ports.Select(port => port.ToString()), .. person.Facilities.Select(facility => facility.ToString())];
            return places.Count > 0 ? $"{Within(person.Role)} of {string.Join(", ", places)}" : Within(person.Role);
        }
    }

    public async Task OnGetAsync(string token)
    {
        Person = (await invitations.PeekAsync(token, Gone)).Value;
        HasWaysIn = Person is not null && (await waysIn.ListAsync(Person.Id, Gone)).HasAny;
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        var origin = await origins.FindAsync(HttpContext, Gone);
        if (!(await invitations.AcceptAsync(token, origin, Gone)).Succeeded(out var person, out _))
            return Page();
        await SessionCookie.SignOutAsync(HttpContext);
        steps.Keep(HttpContext, new Step(StepKind.SetUp, person.Id, person.Stamp));
        return LocalRedirect(Links.SetUp);
    }

    private static string Within(Role role) => role.IsJmsc ? $"a {role.Title}"
        : $"{("AEIOU".Contains(role.Title[0]) ? "an" : "a")} {role.Title.ToLowerInvariant()}";
}
