using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>Refuses every telephone number that is not one of JMSC's contact entries, in words and behind links.</summary>
/// <param name="known">As <see cref="TelephoneNumbers.Normalise"/> has them.</param>
internal sealed class TelephoneCheck(IReadOnlySet<string> known)
{
    private const string Scheme = "tel:";
    private const string ToDo = "Use a number from the contact entries, or ask JMSC to add this one. If it is a figure, write it with commas, such as 1,234,567.";

    /// <summary>Whether a link's address is a number.</summary>
    public static bool IsTelephone(string address) => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<CheckFinding> Check(string subject, IReadOnlyList<Passage> passages, SourceLines lines) =>
        passages.SelectMany(passage => Check(passage, lines)).Concat(Unknown(subject).Select(number => Finding(null, Shown(subject, number))));

    /// <summary>The numbers in a text that may stand there, which are no figures.</summary>
    public IEnumerable<FoundNumber> Known(string text) => TelephoneNumbers.Find(text).Where(number => known.Contains(number.Number));

    private IEnumerable<CheckFinding> Check(Passage passage, SourceLines lines)
    {
        foreach (var number in Unknown(passage.Text))
            yield return Finding(lines.At(passage.SourceOf(number.Start)), Shown(passage.Text, number));
        foreach (var link in passage.Links.Where(link => IsTelephone(link.Address)))
        {
            var at = lines.At(passage.SourceOf(link.Start));
            var dialled = TelephoneNumbers.Normalise(link.Address[Scheme.Length..]);
            if (dialled is null || !known.Contains(dialled))
                yield return Finding(at, link.Address[Scheme.Length..]);
            else if (TelephoneNumbers.Normalise(passage.Text.Substring(link.Start, link.Length)) is { } said && said != dialled)
                yield return new CheckFinding(CheckCodes.TelephoneNumber, true, at, $"This link says {passage.Text.Substring(link.Start, link.Length)} and calls {dialled}. Make the two the same.");
        }
    }

    private IEnumerable<FoundNumber> Unknown(string text) => TelephoneNumbers.Find(text).Where(number => !known.Contains(number.Number));

    private static string Shown(string text, FoundNumber number) => text.Substring(number.Start, number.Length);

    private static CheckFinding Finding(TextPosition? at, string number) =>
        new(CheckCodes.TelephoneNumber, true, at, $"“{number}”{(at is null ? ", in the subject," : "")} is a telephone number that is in none of JMSC’s contact entries. {ToDo}");
}
