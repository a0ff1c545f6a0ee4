using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>The difference between two texts of an issue, their subjects first.</summary>
public static class IssueDifference
{
    /// <summary>The subject's line and the empty one after it.</summary>
    private const int HeadLines = 2;

    public static TextDifference Of((string Subject, string Body) before, (string Subject, string Body) after) => TextDifference.Of(Whole(before), Whole(after));

    /// <summary>The number of a line as the body alone has it, from 1; null for the subject's.</summary>
    public static int? BodyLine(int? line) => line > HeadLines ? line - HeadLines : null;

    private static string Whole((string Subject, string Body) text) => $"Subject: {text.Subject}\n\n{text.Body}";
}
