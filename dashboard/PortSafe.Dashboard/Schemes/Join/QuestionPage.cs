using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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

    /// <summary>Every request is first asked which application it is about.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await FindAsync() is not { } answers)
            context.Result = LocalRedirect(Session is null ? Links.Join : Links.JoinAgain);
        else if (answers.State != ApplicationState.Draft)
            context.Result = LocalRedirect(PlaceOf(answers));
        else
        {
            Answers = answers;
            await next();
        }
    }

    /// <summary>The answer, where it can be kept; what is wrong with it goes to its field.</summary>
    protected T? Checked<T>(Result<T> answer)
    {
        if (answer.Error is { } error)
            ModelState.AddModelError(error.Field ?? "", error.Message);
        return answer.Value;
    }
}
