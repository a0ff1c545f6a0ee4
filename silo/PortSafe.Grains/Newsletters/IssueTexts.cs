using PortSafe.Domain;
using PortSafe.Grains.Newsletters.Body;

namespace PortSafe.Grains.Newsletters;

/// <summary>What every text of an issue has to be, however unfinished it is.</summary>
internal static class IssueTexts
{
    /// <summary>Why a text cannot even be kept; null when it can.</summary>
    public static Error? WhyNotKept(string subject, string body)
    {
        if (subject.Length > IssueCompiler.LongestSubject || subject.Any(char.IsControl))
            return Error.Invalid("issue-subject", $"Shorten the subject to {IssueCompiler.LongestSubject} characters on one line.", "subject");
        return body.Length > IssueBody.Longest
            ? Error.Invalid("issue-too-long", $"The text has {body.Length:N0} characters. Shorten it to {IssueBody.Longest:N0} or fewer.", "body")
            : null;
    }
}
