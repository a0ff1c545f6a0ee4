using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data.Audit;
using PortSafe.Grains.Audit;

namespace PortSafe.Dashboard.Audit;

/// <summary>Verifies the audit log at the push of a button.</summary>
public sealed class VerifyModel(AuditTrail trail, TimeProvider clock) : DashboardPage
{
    /// <summary>Longer than a browser should wait; the command line has no such limit.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(45);

    /// <summary>Null until it was run.</summary>
    public AuditVerification? Found { get; private set; }

    /// <summary>Whether the log was too long to be verified while a browser waits.</summary>
    public bool TookTooLong { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, Gone);
        try
        {
            if (!(await trail.VerifyAsync(Actor, either.Token)).Succeeded(out var found, out var error))
                return Refuse(error);
            Found = found;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            TookTooLong = true;
        }
        return Page();
    }
}
