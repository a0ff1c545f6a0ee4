using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Says that an invitation is on its way, and what happens next.</summary>
public sealed class InvitedModel(PersonRecords records) : PersonPage(records)
{
    public void OnGet()
    {
    }
}
