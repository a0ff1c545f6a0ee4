namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>Who asks the twins, apart from JMSC.</summary>
internal static class TwinPeople
{
    /// <summary>A port with no report in the third quarter of 2026, in the region of <see cref="BandPort"/>.</summary>
    public const string SmallPort = "GBDVR";

    /// <summary>A port that is shown as a band in that quarter.</summary>
    public const string BandPort = "GBSOU";

    /// <summary>A port of the same region that is shown by the year.</summary>
    public const string YearPort = "GBRYE";

    /// <summary>A port of another region.</summary>
    public const string FarPort = "GBFXT";

    public static IReadOnlyList<string> Ports { get; } = [SmallPort, BandPort, YearPort, FarPort];

    /// <summary>The managers that the sample lacks.</summary>
    public static IReadOnlyList<(string Port, string Email)> Managers { get; } =
        [(SmallPort, "m.one@dover.example"), (BandPort, "m.two@southampton.example"), (YearPort, "m.three@rye.example")];

    public static IReadOnlyList<string> Subscribers { get; } = ["reader@ports.example"];

    /// <summary>Everyone who signs in, by what they are.</summary>
    public static IReadOnlyList<(string Name, string Email)> ByName { get; } =
    [
        ("analyst", SampleSite.Analyst), ("editor", SampleSite.Editor), ("approver", SampleSite.Approver), ($"manager of {FarPort}", SampleSite.PortManager),
        .. Managers.Select(manager => ($"manager of {manager.Port}", manager.Email)),
    ];
}

/// <summary>Somebody, something or nobody who asks both twins with the same cookie or key.</summary>
/// <param name="Session">A cookie; empty where nobody is signed in.</param>
/// <param name="Spare">The cookie of another session of the same person.</param>
/// <param name="Key">An API key; empty for people.</param>
internal sealed record TwinAsker(string Name, string Session, string Spare, string Key)
{
    public bool IsPerson => Session.Length > 0;

    /// <summary>The token of the forms that this person is shown, and the cookie that belongs to it.</summary>
    public string FormToken { get; set; } = "";

    public string FormCookie { get; set; } = "";

    public override string ToString() => Name;
}
