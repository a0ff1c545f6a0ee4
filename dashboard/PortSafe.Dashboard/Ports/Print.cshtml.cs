using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Ports;

/// <summary>A port on one sheet of paper.</summary>
public sealed class PrintModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    private const int PrintedSteps = 5;

    public IReadOnlyList<NextStep> Steps => [.. Status.NextSteps.Take(PrintedSteps)];

    public void OnGet()
    {
    }
}
