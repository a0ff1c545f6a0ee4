using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>Asks for words that the applicant receives.</summary>
public abstract class WordsPage(ApplicationQueue queue) : ApplicationPage(queue)
{
    [BindProperty(Name = "words")]
    public string? Words { get; set; }

    /// <summary>The question that the page asks.</summary>
    public abstract string Question { get; }

    public abstract string Label { get; }

    public abstract string Hint { get; }

    /// <summary>What the button says.</summary>
    public abstract string Button { get; }

    /// <summary>Whether it cannot be undone.</summary>
    public virtual bool IsGrave => false;

    /// <summary>What the next page says when it is done.</summary>
    protected abstract string Done { get; }

    public IActionResult OnGet() => Application.State.IsWaiting ? Page() : LocalRedirect(Links.Application(Application.Reference));

    public async Task<IActionResult> OnPostAsync() => Finish(await ActAsync(Revision ?? -1), Done);

    protected abstract Task<Result<ApplicationReference>> ActAsync(int revision);
}
