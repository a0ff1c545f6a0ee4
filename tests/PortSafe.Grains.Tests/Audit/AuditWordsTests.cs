using System.Text.RegularExpressions;
using PortSafe.Data.Audit;
using PortSafe.Grains.Audit;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Audit;

public sealed partial class AuditWordsTests
{
    /// <summary>Every action has words: those that the sources write are found by reading them.</summary>
    [Fact]
    public void Every_action_that_the_code_writes_has_plain_words()
    {
        var actions = Actions().ToList();
        Assert.True(actions.Count >= 15, $"Only {actions.Count} actions were found: the test no longer reads the sources rightly.");
        Assert.Equal([], actions.Where(action => !IsKnown(action)).Distinct().Order());
    }

    [Fact]
    public void Every_action_with_words_is_written_somewhere() =>
        Assert.Equal([], AuditWords.All.Keys.Where(known => !Actions().Any(action => Matches(action, known))));

    [Fact]
    public void Words_begin_with_a_capital_and_end_without_a_stop() =>
        Assert.All(AuditWords.All.Values, words => Assert.Matches("^[A-Z][^.]*[^. ]$", words));

    [Fact]
    public void An_action_of_another_version_reads_as_its_name() => Assert.Equal("Moon landed", AuditWords.OfAction("moon-landed"));

    [Fact]
    public void A_refused_call_says_what_it_was() => Assert.Equal("Was refused: record milestone", AuditWords.Of(Row(RefusedCalls.Action, "record-milestone")));

    private static bool IsKnown(string action) => AuditWords.All.Keys.Any(known => Matches(action, known));

    /// <summary>A hole in an interpolated name stands for anything.</summary>
    private static bool Matches(string action, string known) =>
        Regex.IsMatch(known, $"^{Hole().Replace(Regex.Escape(action).Replace("\\{", "{", StringComparison.Ordinal), ".+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Every literal given as an action; and, because some pass the action on, every other that is spelt like one and is neither the
    /// code of an error nor one of <see cref="NoActions"/>.
    /// </summary>
    private static IEnumerable<string> Actions()
    {
        foreach (var file in Sources().Where(file => !NotRead.Contains(Path.GetFileName(file))))
        {
            var text = File.ReadAllText(file);
            foreach (var action in Call().Matches(text).Select(call => call.Groups["action"].Value).Where(IsLiteral))
                yield return action.TrimStart('$').Trim('"');
            foreach (var literal in Literal().Matches(text).Select(match => match.Groups["text"].Value).Where(literal => Spelt(literal) && !NoActions.Contains(literal)))
                yield return literal;
        }
    }

    private static readonly string[] NotRead = ["ApiExamples.cs", "AuditWords.cs", "PortEventTypes.cs"];

    /// <summary>Spelt like an action, and something else.</summary>
    private static readonly string[] NoActions =
    [
        "already-recorded", "anonymity-believed", "auto-generated", "confirmation-needed", "data-sent", "file-refused", "govuk-fieldset", "invite-again", "issue-changed", "not-confirmed",
        "lead-named", "line-displayed", "method-not-allowed", "milestone-recorded", "pack-issued", "staff-reached",
    ];

    private static bool IsLiteral(string argument) => argument.TrimStart('$').StartsWith('"');

    private static bool Spelt(string literal) => Action().IsMatch(literal);

    private static IEnumerable<string> Sources() => new[] { "silo", "api", "dashboard" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathTo(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains("PortSafe.Domain", StringComparison.Ordinal));

    private static AuditRow Row(string action, string detail) => new()
    {
        Node = "one",
        Sequence = 1,
        At = default,
        By = "person:1",
        Action = action,
        Subject = "port:GBFXT",
        Detail = detail,
        Hash = "",
    };

    [GeneratedRegex("""[aA]udit(Log)?\.AppendAsync\(\s*\w+,\s*[^,]+?,\s*(?<action>[^,]+),|[rR]efusals\.RecordAsync\(\s*[^,]+?,\s*(?<action>[^,]+),|(Step|Change)Async\(by, (?<action>[^,]+),|new ApplicationChange\((?<action>[^,]+),""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Call();

    [GeneratedRegex("""(?<!Error\.\w+\()"(?<text>[a-z]+(-[a-z]+)+)"(?! *=>)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Literal();

    [GeneratedRegex("(ed|again|began|everywhere|given|made|out|read|reset|sent|unsafe)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("{[^}]*}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
