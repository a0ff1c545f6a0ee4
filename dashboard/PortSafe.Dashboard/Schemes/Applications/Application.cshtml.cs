using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>One application with everything that bears on it.</summary>
public sealed class ApplicationModel(ApplicationQueue queue) : ApplicationPage(queue)
{
    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public void OnGet()
    {
    }
}
