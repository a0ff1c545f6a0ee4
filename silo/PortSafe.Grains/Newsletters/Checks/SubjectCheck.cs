namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>What a subject lacks, and what keeps people from reading on.</summary>
internal static class SubjectCheck
{
    /// <summary>Mail programs show some 60 characters of a subject on a wide screen.</summary>
    public const int ShownLength = 60;

    public static IEnumerable<CheckFinding> Check(string subject)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            yield return new CheckFinding(CheckCodes.NoSubject, true, null, "The issue has no subject. Say in a few words what is new.");
            yield break;
        }
        if (IssueCompiler.FaultOf(subject) is { } fault)
            yield return new CheckFinding(CheckCodes.NoSubject, true, null, fault.Message);
        else if (subject.Length > ShownLength)
            yield return new CheckFinding(CheckCodes.LongSubject, false, null, $"The subject has {subject.Length} characters, and mail programs show about {ShownLength}. Put what matters first, or shorten it.");
        var letters = subject.Where(char.IsLetter).ToList();
        if (subject.Contains('!') || (letters.Count >= 8 && letters.TrueForAll(char.IsUpper)))
            yield return new CheckFinding(CheckCodes.LoudSubject, false, null, "The subject shouts. Mail filters take exclamation marks and capitals for advertising, so write it as a plain sentence.");
    }
}
