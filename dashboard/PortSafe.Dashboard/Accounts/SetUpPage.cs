using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>
/// A page that makes a way in: for somebody who accepted an invitation or proved themselves to recover their account, and so replaces
/// all that they had; or for somebody who signed in a moment ago, and adds or changes one. Nobody else gets past this.
/// </summary>
public abstract class SetUpPage(Steps steps, People people, Origins origins) : DashboardPage
{
    public KnownPerson Person { get; private set; } = null!;

    /// <summary>Whether what is set up replaces every way in.</summary>
    public bool Replaces => Step.Kind == StepKind.SetUp;

    protected Step Step { get; private set; } = null!;

    protected Steps Steps => steps;

    protected Guid Session => User.FindSession() ?? throw new InvalidOperationException("Nobody is signed in.");

    protected ValueTask<string> OriginAsync() => origins.FindAsync(HttpContext, Gone);

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (await FindStepAsync() is not { } step || await people.FindAsync(step.Person, Gone) is not { IsActive: true } person || person.Stamp != step.Stamp)
            return LocalRedirect(User.FindActor() is null ? Links.SignIn : Links.SignInAgain(HttpContext.Request.Path));
        (Step, Person) = (step, person);
        return null;
    }

    /// <summary>Signs in the person whose ways in were replaced, and goes on to their recovery codes.</summary>
    protected async Task<IActionResult> FinishReplacedAsync(KnownPerson person, SignInMethod method)
    {
        steps.Forget(HttpContext);
        await SessionCookie.SignInAsync(HttpContext, person, method);
        return LocalRedirect(Links.SetUpRecoveryCodes);
    }

    protected IActionResult FinishChanged()
    {
        steps.Forget(HttpContext);
        return LocalRedirect(Links.Account);
    }

    protected void Keep(Step step)
    {
        Step = step;
        steps.Keep(HttpContext, step);
    }

    private async Task<Step?> FindStepAsync()
    {
        if (steps.Find(HttpContext, StepKind.SetUp) is { } begun)
            return begun;
        if (User.FindActor()?.PersonId is not { } id || !RecentSignInAttribute.Holds(HttpContext) || await people.FindAsync(id, Gone) is not { } person)
            return null;
        return steps.Find(HttpContext, StepKind.Change) is { } change && change.Person == id && change.Stamp == person.Stamp ? change : new Step(StepKind.Change, id, person.Stamp);
    }
}
