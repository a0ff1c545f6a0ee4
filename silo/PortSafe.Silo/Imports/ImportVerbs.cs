using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Imports;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Imports;

/// <summary>The verbs that take files in.</summary>
public static class ImportVerbs
{
    public static Command All() => new("import", "Take in a CSV file: the whole of it, or nothing.")
    {
        new ImportVerb(ImportKind.Ports, "The register of ports: locode,name,region,size,latitude,longitude."),
        new ImportVerb(ImportKind.Schemes, "What happened in the ports' schemes: date,locode,event,detail."),
        new ImportVerb(ImportKind.Awareness, "Quarters' awareness figures, one line a port and quarter."),
        new ImportVerb(ImportKind.Reports, "One source's statement of whole months: month,locode,category,count."),
    };
}

/// <summary>Takes one file in, and says what became of it.</summary>
public sealed class ImportVerb : PersonVerb
{
    private readonly ImportKind _kind;
    private readonly Argument<string> _file = new("FILE") { Description = "A CSV file in UTF-8, with a header." };
    private readonly Option<string?> _source = new("--source") { Description = "Who counted the reports, such as crimestoppers.", HelpName = "NAME", Required = true };
    private readonly Option<bool> _yes = new("--yes") { Description = "Take it in although it changes what was stated before." };

    public ImportVerb(ImportKind kind, string description)
        : base(kind.ToString().ToLowerInvariant(), description, SamplePeople.Administrator)
    {
        _kind = kind;
        Add(_file);
        if (kind != ImportKind.Reports)
            return;
        Add(_source);
        Add(_yes);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var path = context.FullPath(context.Value(_file));
        if (!File.Exists(path))
            return context.Answer.Fail("file-missing", $"There is no file {path}. Check its name and folder.");
        var isReports = _kind == ImportKind.Reports;
        var request = ImportRequest.OfFile(
            _kind, path, ImportLimits.CommandLine, isReports ? context.Value(_source) : null, isReports && context.Value(_yes));
        var progress = new Reading(context.Output, new FileInfo(path).Length);
        return ImportAnswers.Of(context.Answer, await context.Get<ImportFiles>().ImportAsync(request, by, progress, ct));
    }

    private sealed class Reading(IVerbOutput output, long bytes) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => output.Progress(
            value.RowsWritten == 0 ? new VerbProgress("Bytes read", value.BytesRead, bytes) : new VerbProgress("Rows written", value.RowsWritten));
    }
}
