using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers;

/// <summary>What a subscriber receives, for whoever holds their link.</summary>
public sealed class PreferencesModel(Preferences preferences) : DashboardPage
{
    private const string SavedKey = "preferences-done";

    [BindProperty(Name = "topics")]
    public List<string> Topics { get; set; } = [];

    public OwnSubscription Own { get; private set; } = null!;

    [TempData(Key = SavedKey)]
    public bool IsSaved { get; set; }

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!(await preferences.FindAsync((string)RouteData.Values["token"]!, Gone)).Succeeded(out var own, out var error))
            return Refuse(error);
        Own = own;
        return null;
    }

    public void OnGet() => Topics = [.. Own.Topics.Select(topic => topic.Code)];

    public async Task<IActionResult> OnPostAsync(string token) => Return(token, await preferences.ChooseAsync(token, SubscriberWords.Chosen(Topics), Gone));

    public async Task<IActionResult> OnPostNothingAsync(string token) => Return(token, await preferences.ChooseAsync(token, [], Gone));

    /// <summary>Back to the page, which says where things stand; who had unsubscribed meanwhile sees that.</summary>
    private IActionResult Return(string token, Result<bool> chosen)
    {
        IsSaved = chosen is { Error: null, Value: true };
        return LocalRedirect(Links.Preferences(token));
    }
}
