using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Ports;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Data.Tests.Ports;

public sealed class PortEventTypesTests
{
    private static readonly string Samples = Repository.PathTo("tests", "PortSafe.Data.Tests", "Ports", "events");

    public static TheoryData<string> Stored => [.. SampleNames];

    /// <summary>Every field of every sample, those of nested objects too, as “outer.inner”; a note alone may be absent.</summary>
    public static TheoryData<string, string> Fields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (var sample in SampleNames)
            {
                foreach (var path in PathsOf(JsonNode.Parse(Sample(sample))!.AsObject(), "").Where(path => path != "note"))
                    fields.Add(sample, path);
            }
            return fields;
        }
    }

    private static IEnumerable<string> SampleNames => Directory.GetFiles(Samples, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    [Fact]
    public void Every_kind_of_event_has_a_stored_sample()
    {
        var kinds = typeof(PortEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PortEvent)));
        Assert.Equal(kinds.OrderBy(type => type.Name), StoredEvents.Meanings.Values.Select(item => item.GetType()).Distinct().OrderBy(type => type.Name));
        Assert.Equal(SampleNames, StoredEvents.Meanings.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_stored_event_of_any_age_still_means_what_it_did(string sample) =>
        Assert.Equal(StoredEvents.Meanings[sample], PortEventTypes.Read(Row(sample)).Event);

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_written_as_its_newest_sample(string sample)
    {
        var meaning = StoredEvents.Meanings[sample];
        var (name, version) = PortEventTypes.NameOf(meaning);
        Assert.Equal(Sample($"{name}.v{version}"), PortEventTypes.Write(meaning, EventText.Of(meaning) is null ? null : StoredEvents.Text));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Only_events_of_the_first_version_hold_words_themselves(string sample) =>
        Assert.Equal(
            !sample.EndsWith(".v1", StringComparison.Ordinal) && EventText.Of(StoredEvents.Meanings[sample]) is not null ? StoredEvents.Text : null,
            PortEventTypes.Read(Row(sample)).TextId);

    [Theory]
    [InlineData("withdrawn", """{"reason":"The port left the scheme."}""")]
    [InlineData("withdrawn", """{"reason":""}""")]
    [InlineData("milestone-recorded", """{"milestone":"drill","note":"{0198f3a2-5b1c-7d4e-8f90-a1b2c3d4e5f6}"}""")]
    public void Words_where_the_id_of_a_text_should_be_are_refused(string type, string data) =>
        Assert.Throws<JsonException>(() => PortEventTypes.Read(Row(type, 2, data)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_stored_event_that_lacks_a_field_is_refused(string sample, string field)
    {
        var data = JsonNode.Parse(Sample(sample))!.AsObject();
        var (parent, name) = Locate(data, field);
        parent.Remove(name);
        Assert.Throws<JsonException>(() => PortEventTypes.Read(Row(sample, data.ToJsonString())));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_stored_event_whose_field_is_null_is_refused(string sample, string field)
    {
        var data = JsonNode.Parse(Sample(sample))!.AsObject();
        var (parent, name) = Locate(data, field);
        parent[name] = null;
        Assert.Throws<JsonException>(() => PortEventTypes.Read(Row(sample, data.ToJsonString())));
    }

    [Fact]
    public void A_milestone_may_come_without_a_note() =>
        Assert.Equal(
            new MilestoneRecorded(StoredEvents.Day, Milestone.LineDisplayed, null),
            PortEventTypes.Read(Row("milestone-recorded.v1", """{"milestone":"line-displayed"}""")).Event);

    [Theory]
    [InlineData("port-sunk", 1)]
    [InlineData("port-added", 2)]
    [InlineData("port-added", 0)]
    [InlineData("PortAdded", 1)]
    [InlineData("", 1)]
    public void An_unknown_type_or_version_is_refused_by_name(string type, int version)
    {
        var refusal = Assert.Throws<UnknownEventException>(() => PortEventTypes.Read(Row(type, version, "{}")));
        Assert.Contains($"“{type}” version {version}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases("Invergordon – Inbhir Ghòrdain")]
    [BothDatabases("\"Quoted\" \\ 'and' <b>tagged</b> & more")]
    [BothDatabases("⚓ two\nlines\tand a tab")]
    public async Task Text_comes_back_from_the_database_as_it_went_in(DatabaseKind kind, string text)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var written = new MilestoneRecorded(StoredEvents.Day, Milestone.Drill, text);
        await using var db = database.CreateContext();
        db.PortEvents.Add(Row("milestone-recorded", 1, JsonSerializer.Serialize(new { milestone = "drill", note = text })));
        await db.SaveChangesAsync();
        Assert.Equal(written, PortEventTypes.Read(await db.PortEvents.AsNoTracking().SingleAsync()).Event);
    }

    private static IEnumerable<string> PathsOf(JsonObject data, string prefix) =>
        data.SelectMany(field => PathsOf(field.Value as JsonObject ?? [], $"{prefix}{field.Key}.").Prepend($"{prefix}{field.Key}"));

    private static (JsonObject Parent, string Name) Locate(JsonObject data, string path)
    {
        var parts = path.Split('.');
        return (parts[..^1].Aggregate(data, (node, part) => node[part]!.AsObject()), parts[^1]);
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(Samples, $"{name}.json")).TrimEnd();

    private static PortEventRow Row(string sample, string? data = null)
    {
        var (name, version) = (sample[..sample.LastIndexOf(".v", StringComparison.Ordinal)], sample[(sample.LastIndexOf(".v", StringComparison.Ordinal) + 2)..]);
        return Row(name, int.Parse(version), data ?? Sample(sample));
    }

    private static PortEventRow Row(string type, int version, string data) => new()
    {
        Stream = "GBFXT",
        Sequence = 1,
        Type = type,
        Version = version,
        At = StoredEvents.Day,
        RecordedAt = new TestClock().GetUtcNow(),
        By = "job:test",
        Data = data,
    };
}
