namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>A text to be found, passage by passage. The first passage is its title.</summary>
internal sealed class SearchDocument
{
    public SearchDocument(IEnumerable<string> passages)
    {
        var position = 0;
        foreach (var text in passages)
        {
            var words = Archive.Words.In(text);
            Passages.Add(new SearchPassage(text, words, position));
            // A gap, so that no phrase goes from one passage into the next.
            position += words.Count + 1;
        }
    }

    public List<SearchPassage> Passages { get; } = [];

    public int Words => Passages.Sum(passage => passage.Words.Count);
}

/// <param name="First">The position of its first word in the whole text.</param>
internal sealed record SearchPassage(string Text, IReadOnlyList<Word> Words, int First)
{
    public bool Holds(int position) => position >= First && position < First + Words.Count;
}

/// <summary>A document that holds every term.</summary>
/// <param name="Document">Its index, from 0.</param>
/// <param name="Found">The positions of the words that were looked for, by term.</param>
internal sealed record WordMatch(int Document, double Score, IReadOnlyList<IReadOnlySet<int>> Found);

/// <summary>
/// Where each word stands in a few hundred texts. Ranked by BM25 (Robertson and Zaragoza, 2009), with its customary constants; a word in
/// a title counts as several in the text.
/// </summary>
internal sealed class WordIndex
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;
    private const int TitleWeight = 5;

    private readonly IReadOnlyList<SearchDocument> _documents;
    private readonly Dictionary<string, List<Place>> _places = new(StringComparer.Ordinal);
    private readonly string[] _words;
    private readonly double _averageLength;

    public WordIndex(IReadOnlyList<SearchDocument> documents)
    {
        _documents = documents;
        for (var document = 0; document < documents.Count; document++)
        {
            foreach (var passage in documents[document].Passages)
            {
                for (var word = 0; word < passage.Words.Count; word++)
                    Add(passage.Words[word].Folded, new Place(document, passage.First + word));
            }
        }
        _words = [.. _places.Keys.Order(StringComparer.Ordinal)];
        _averageLength = Math.Max(1, documents.Count == 0 ? 1 : documents.Average(document => document.Words));
    }

    /// <summary>The documents that hold every term, the best first; of two as good the earlier one.</summary>
    public IReadOnlyList<WordMatch> Find(IReadOnlyList<SearchTerm> terms)
    {
        var found = terms.Select(Find).ToList();
        return [.. Enumerable.Range(0, _documents.Count)
            .Where(document => found.TrueForAll(places => places.ContainsKey(document)))
            .Select(document => new WordMatch(document, found.Sum(places => Score(places, document)), [.. found.Select(places => places[document].All)]))
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Document)];
    }

    private void Add(string word, Place place)
    {
        if (!_places.TryGetValue(word, out var places))
            _places[word] = places = [];
        places.Add(place);
    }

    /// <summary>Where a term stands, by document.</summary>
    private Dictionary<int, Occurrences> Find(SearchTerm term)
    {
        var found = new Dictionary<int, Occurrences>();
        var rest = Enumerable.Range(1, term.Words.Count - 1).Select(index => PlacesOf(term, index).ToHashSet()).ToList();
        foreach (var (document, position) in PlacesOf(term, 0))
        {
            if (!Enumerable.Range(0, rest.Count).All(index => rest[index].Contains(new Place(document, position + index + 1))))
                continue;
            if (!found.TryGetValue(document, out var occurrences))
                found[document] = occurrences = new Occurrences();
            occurrences.Starts.Add(position);
            occurrences.All.UnionWith(Enumerable.Range(position, term.Words.Count));
        }
        return found;
    }

    private IEnumerable<Place> PlacesOf(SearchTerm term, int index)
    {
        var word = term.Words[index];
        return term.IsPrefix && index == term.Words.Count - 1
            ? BeginningWith(word).SelectMany(known => _places[known])
            : _places.GetValueOrDefault(word) ?? [];
    }

    private IEnumerable<string> BeginningWith(string prefix)
    {
        var at = Array.BinarySearch(_words, prefix, StringComparer.Ordinal);
        return _words.Skip(at < 0 ? ~at : at).TakeWhile(word => word.StartsWith(prefix, StringComparison.Ordinal));
    }

    private double Score(Dictionary<int, Occurrences> places, int document)
    {
        var (text, title) = (_documents[document], _documents[document].Passages[0]);
        double frequency = places[document].Starts.Sum(position => title.Holds(position) ? TitleWeight : 1);
        var rarity = Math.Log(1 + ((_documents.Count - places.Count + 0.5) / (places.Count + 0.5)));
        var length = 1 - LengthWeight + (LengthWeight * text.Words / _averageLength);
        return rarity * frequency * (Saturation + 1) / (frequency + (Saturation * length));
    }

    private readonly record struct Place(int Document, int Position);

    /// <summary>Where a term stands in one document: where it begins, and every word of it.</summary>
    private sealed class Occurrences
    {
        public HashSet<int> Starts { get; } = [];

        public HashSet<int> All { get; } = [];
    }
}
