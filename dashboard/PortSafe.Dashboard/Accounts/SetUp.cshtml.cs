using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Chooses between the ways in.</summary>
public sealed class SetUpModel(Steps steps, People people, Origins origins) : SetUpPage(steps, people, origins)
{
    public void OnGet()
    {
    }
}
