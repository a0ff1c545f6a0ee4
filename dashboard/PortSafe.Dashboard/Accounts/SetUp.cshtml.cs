using Microsoft.Extensions.Options;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Chooses between the ways in.</summary>
public sealed class SetUpModel(IOptions<OrganisationOptions> organisation, Steps steps, People people, Origins origins) : SetUpPage(steps, people, origins)
{
    /// <summary>The name of the organisation whose accounts can be used; null where there is none, or where one way in is only added.</summary>
    public string? Organisation => Replaces && organisation.Value.IsConfigured ? organisation.Value.Name : null;

    public void OnGet()
    {
    }
}
