namespace PortSafe.Domain.Toolkit;

/// <summary>Where staff report: the only place that holds these details.</summary>
public static class ReportingLine
{
    public const string Operator = "Crimestoppers";

    public const string Telephone = "0800 141 2927";

    public const string TelephoneLink = "tel:+448001412927";

    /// <summary>Crimestoppers' own form. Links to it carry no referrer and are never counted.</summary>
    public const string OnlineForm = "https://crimestoppers-uk.org/give-information/give-information-online";

    public const string Emergency = "999";

    public const string EmergencyLink = "tel:999";
}
