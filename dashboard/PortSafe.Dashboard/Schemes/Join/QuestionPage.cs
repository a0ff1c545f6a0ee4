using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>A question to somebody who has begun an application and not sent it.</summary>
public abstract class QuestionPage(JoinDesk desk, JoinSession session) : JoinPage(desk, session)
{
    /// <summary>Whether the reader came to change an answer, and goes back to all of them.</summary>
    [BindProperty(Name = "change", SupportsGet = true)]
    public bool IsChange { get; set; }

    public JoinAnswers Answers { get; private set; } = null!;

    /// <summary>The page before this one.</summary>
    public string Back => IsChange && Answers.Next is null ? Links.JoinCheck : Before;

    /// <summary>The page before this one, on the way through.</summary>
    protected abstract string Before { get; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (await FindAsync() is not { } answers)
            return LocalRedirect(Session is null ? Links.Join : Links.JoinAgain);
        if (answers.State != ApplicationState.Draft)
            return LocalRedirect(PlaceOf(answers));
        Answers = answers;
        return null;
    }

    /// <summary>The answer, where it can be kept; what is wrong with it goes to its field.</summary>
    protected T? Checked<T>(Result<T> answer)
    {
        if (answer.Error is { } error)
            ModelState.AddModelError(error.Field ?? "", error.Message);
        return answer.Value;
    }
}
