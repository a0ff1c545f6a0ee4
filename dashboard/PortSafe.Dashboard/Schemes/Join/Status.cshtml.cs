using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Where an application stands, and the answer to what JMSC asks.</summary>
public sealed class StatusModel(JoinDesk desk, JoinSession session, Origins origins) : StatusPage(desk, session, origins)
{
    [BindProperty(Name = "answer")]
    public string? Answer { get; set; }

    public static string TitleOf(ApplicationState state) => state.Code switch
    {
        "submitted" => "JMSC has your application",
        "more-asked" => "JMSC has a question",
        "withdrawn" => "You have withdrawn the application",
        _ => "JMSC has decided",
    };

    public static string TextOf(ApplicationState state) => state.Code switch
    {
        "submitted" => "JMSC looks at it next. They write to you when they decide, or when they need to know more.",
        "withdrawn" => "JMSC does not look at it any more. You can apply again at any time.",
        _ => "They have written to you by email.",
    };

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ApplicationRules.Words(Answer, "answer", "your answer").Succeeded(out var words, out var error))
            return Explain(error);
        return GoOn(await Desk.AnswerAsync(Session, words, await OriginAsync(), Gone));
    }
}
