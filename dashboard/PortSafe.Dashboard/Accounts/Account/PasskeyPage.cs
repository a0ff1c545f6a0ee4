using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Account;

/// <summary>A page about one of the reader's passkeys.</summary>
public abstract class PasskeyPage(PersonRecords records) : OwnPage(records)
{
    public WayIn Passkey { get; private set; } = null!;

    public string PasskeyName => Passkey.Name ?? "Passkey";

    protected override bool Finds()
    {
        var key = (string?)RouteData.Values["key"];
        if (Person.WaysIn.FirstOrDefault(way => way.Kind == WayInKind.Passkey && way.Key == key) is not { } passkey)
            return false;
        Passkey = passkey;
        return true;
    }
}
