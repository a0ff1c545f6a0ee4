using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>The people of a port's scheme, as <c>/Schemes/People/Parts.cshtml</c> shows them on whichever page.</summary>
/// <param name="MayName">Whether the reader may name lead and deputy.</param>
/// <param name="MayAsk">Whether the reader may ask for an account for somebody else.</param>
public sealed record PeopleView(Locode Port, SchemePeople People, bool MayName, bool MayAsk)
{
    /// <summary>For one reader; null for somebody who may not see who the people are.</summary>
    public static async Task<PeopleView?> OfAsync(SchemeContacts contacts, Locode port, Actor reader, CancellationToken ct) =>
        (await contacts.ListAsync(port, reader, ct)).Value is { } people
            ? new PeopleView(port, people, reader.Manages(port) || reader.May(Permission.ManageSchemes), reader.Manages(port))
            : null;
}
