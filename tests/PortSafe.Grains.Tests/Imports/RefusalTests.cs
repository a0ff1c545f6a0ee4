using System.Text;
using PortSafe.Grains.Imports;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>Files that are refused, with what is said of them. None of them leaves a row behind.</summary>
public sealed class RefusalTests(RefusalTests.Register register) : IClassFixture<RefusalTests.Register>
{
    private const string Reports = "month,locode,category,count\n";
    private const string Schemes = "date,locode,event,detail\n";
    private const string Awareness =
        "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report\n";
    private const string Ports = "locode,name,region,size,latitude,longitude\n";

    /// <summary>A good row, at the head of each file of reports below.</summary>
    private const string Good = "2026-08,GBABD,cyber,1\n";

    /// <summary>Kind, content, and the one error: line, column, value, what is expected.</summary>
    public static TheoryData<ImportKind, string, int, string?, string?, string> Cases { get; } = new()
    {
        { ImportKind.Reports, Reports + Good + "2026-08,GBZZZ,cyber,1\n", 3, "locode", "GBZZZ", "the LOCODE of a port in the register" },
        { ImportKind.Reports, Reports + Good + "2026-08,gbabd,cyber,2\n", 3, "locode", "gbabd", "the LOCODE of a port in the register" },
        { ImportKind.Reports, Reports + Good + "2026-08,GBABD,gossip,1\n", 3, "category", "gossip", "a category such as cargo-theft" },
        { ImportKind.Reports, Reports + Good + "2026-13,GBABD,cyber,1\n", 3, "month", "2026-13", "a month such as 2026-09" },
        { ImportKind.Reports, Reports + Good + "2026-8,GBABD,cyber,1\n", 3, "month", "2026-8", "a month such as 2026-09" },
        { ImportKind.Reports, Reports + Good + ",GBABD,cyber,1\n", 3, "month", "", "a month such as 2026-09" },
        { ImportKind.Reports, Reports + Good + "2027-01,GBABD,cyber,1\n", 3, "month", "2027-01", "a month that is over, so one before 2026-10" },
        { ImportKind.Reports, Reports + Good + "2026-10,GBABD,cyber,1\n", 3, "month", "2026-10", "a month that is over, so one before 2026-10" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,-1\n", 3, "count", "-1", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,1000001\n", 3, "count", "1000001", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,99999999999999999999\n", 3, "count", "99999999999999999999", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,1.0\n", 3, "count", "1.0", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,\n", 3, "count", "", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,٣\n", 3, "count", "٣", "a whole number from 0 to 1,000,000" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,3\n" + Good, 4, null, null, "one row for a month, port and category; line 2 has the same" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber\n" + Good[..4] + "-07,GBABD,cyber,2\n", 3, null, "3 fields", "4 fields: month,locode,category,count" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cyber,2,3\n", 3, null, "5 fields", "4 fields: month,locode,category,count" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cy", 3, null, null, "a whole last line of 4 fields; the file seems to be cut off" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,\"cy", 3, null, null, "a quote that is closed; the file seems to be cut off" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cy\"ber,1\n", 3, null, null, "quotes around a whole field, and doubled within it" },
        { ImportKind.Reports, Reports + Good + "2026-07,GBABD,cy\0ber,1\n", 3, null, "0x00", "text in UTF-8, without zero bytes" },
        { ImportKind.Reports, Good, 1, null, "2026-08", "a header line: month,locode,category,count" },
        { ImportKind.Reports, Reports.Replace(',', ';') + Good, 1, null, "month;locode;category;count", "a header line: month,locode,category,count" },
        { ImportKind.Reports, "month,locode,count\n2026-07,GBABD,1\n", 1, "category", null, "the column category" },
        { ImportKind.Reports, "month,locode,category,count,count\n2026-07,GBABD,cyber,1,1\n", 1, "count", null, "each column once" },
        { ImportKind.Reports, "month,locode,category,count,notes\n2026-07,GBABD,cyber,1,She told me\n", 1, "notes", "notes", "A column of names, notes or other free text is never taken" },
        { ImportKind.Awareness, Awareness.Replace("\n", ",officer_name\n") + "2026Q2,GBABD,200,20,30,5,20,10,10,10,Sam\n", 1, "officer_name", "officer_name", "A column of names" },
        { ImportKind.Reports, "", 1, null, null, "a header line: month,locode,category,count; the file is empty" },
        { ImportKind.Reports, Reports, 1, null, null, "at least one row below the header" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,applied,harbour-master\n", 2, "detail", "harbour-master", "one of port-facility-security-officer" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,celebrated,\n", 2, "event", "celebrated", "applied, approved, pack-issued, milestone" },
        { ImportKind.Schemes, Schemes + "2026-02-30,GBABD,applied,registered-business\n", 2, "date", "2026-02-30", "a date from 2015-01-01 to 2026-10-09" },
        { ImportKind.Schemes, Schemes + "2026-10-10,GBABD,applied,registered-business\n", 2, "date", "2026-10-10", "a date from 2015-01-01 to 2026-10-09" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBZZZ,applied,registered-business\n", 2, "locode", "GBZZZ", "the LOCODE of a port in the register" },
        { ImportKind.Schemes, Schemes + "2026-01-05,Aberdeen,applied,registered-business\n", 2, "locode", "Aberdeen", "a LOCODE such as GBFXT" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,approved,\n", 2, "event", "approved", "a row that fits what is recorded" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,applied,registered-business\n2026-01-06,GBABD,milestone,had-a-party\n", 3, "detail", "had-a-party", "one of lead-named" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,applied,registered-business\n2026-01-06,GBABD,rejected,Jo Smith was rude\n", 3, "detail", "Jo Smith was rude", "a reason as a code" },
        { ImportKind.Schemes, Schemes + "2026-01-05,GBABD,applied,registered-business\n2026-01-05,GBABD,applied,registered-business\n", 3, null, null, "line 2 has it already" },
        { ImportKind.Awareness, Awareness + "2026Q5,GBABD,200,20,30,5,20,10,10,10\n", 2, "quarter", "2026Q5", "a quarter from 2015Q1 to 2026Q4" },
        { ImportKind.Awareness, Awareness + "2027Q1,GBABD,200,20,30,5,20,10,10,10\n", 2, "quarter", "2027Q1", "a quarter from 2015Q1 to 2026Q4" },
        { ImportKind.Awareness, Awareness + "2026Q2,GBABD,200,20,30,5,20,21,10,10\n", 2, "know_line", "21", "no more than the survey responses" },
        { ImportKind.Awareness, Awareness + "2026Q2,GBABD,200,20,181,5,20,10,10,10\n", 2, "briefed_other", "181", "no more staff briefed than the headcount" },
        { ImportKind.Awareness, Awareness + "2026Q2,GBABD,0,0,0,0,0,0,0,0\n", 2, "headcount", "0", "between 1 and 1,000,000" },
        { ImportKind.Awareness, Awareness + "2026Q2,GBABD,200,20,x,5,20,10,10,10\n", 2, "briefed_other", "x", "a whole number from 0 to 1,000,000" },
        { ImportKind.Awareness, Awareness + "2026Q2,GBABD,200,20,30,5,20,10,10,10\n", 2, "locode", "GBABD", "a row that fits what is recorded" },
        { ImportKind.Ports, Ports + "GBABD,Aberdeen,Wales,major,57.13,-2.1\n", 2, "region", "Wales", "a region changes only with a new version of the publication plan" },
        { ImportKind.Ports, Ports + "GBABD,Aberdeen,Scotland North and Islands,minor,57.13,-2.1\n", 2, "size", "minor", "a size changes only with a new version of the publication plan" },
        { ImportKind.Ports, Ports + "GBABD,Aberdeen,Scotland North and Islands,major,58.13,-2.1\n", 2, "latitude", "58.13", "an import does not move a port" },
        { ImportKind.Ports, Ports + "GBQQQ,Quay,Atlantis,major,57.13,-2.1\n", 2, "region", "Atlantis", "a region of the publication plan" },
        { ImportKind.Ports, Ports + "GBQQQ,Quay,Wales,vast,57.13,-2.1\n", 2, "size", "vast", "major or minor" },
        { ImportKind.Ports, Ports + "GBQQQ,Quay,Wales,minor,97.13,-2.1\n", 2, "latitude", "97.13", "degrees north" },
        { ImportKind.Ports, Ports + "GBQQQ,Quay,Wales,minor,57.13,1e1\n", 2, "longitude", "1e1", "degrees east" },
        { ImportKind.Ports, Ports + "GBQQQ,,Wales,minor,57.13,-2.1\n", 2, "name", "", "a name of 1 to 100 characters" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_file_is_refused_with_line_column_value_and_what_was_expected(
        ImportKind kind, string content, int line, string? column, string? value, string expected)
    {
        var error = Assert.Single(await register.RefusalAsync(kind, Encoding.UTF8.GetBytes(content)));

        Assert.Equal((line, column, value), (error.Line, error.Column, error.Value));
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], int, string> Encodings { get; } = new()
    {
        { [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Reports + Good)], 1, "UTF-16" },
        { [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Reports + Good)], 1, "UTF-16" },
        { Encoding.Unicode.GetBytes(Reports + Good), 1, "without zero bytes" },
        { [.. Encoding.UTF8.GetBytes(Reports + Good), .. Encoding.Latin1.GetBytes("2026-07,GBABD,caf\u00e9,1\n")], 3, "text in UTF-8" },
        { [.. Encoding.UTF8.GetBytes(Reports + Good), 0xE2, 0x82], 3, "text in UTF-8" },
        { [.. Encoding.UTF8.GetBytes(Reports + Good), 0xED, 0xA0, 0x80, (byte)'\n'], 3, "text in UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_file_in_another_encoding_is_refused_with_the_line(byte[] content, int line, string expected)
    {
        var error = Assert.Single(await register.RefusalAsync(ImportKind.Reports, content));
        Assert.Equal(line, error.Line);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_is_named_in_the_order_of_the_lines()
    {
        var errors = await register.RefusalAsync(
            ImportKind.Reports, Encoding.UTF8.GetBytes($"{Reports}{Good}2026-07,GBZZZ,gossip,x\n{Good}2026-07,GBABD,cyber\nx,GBABD,cyber,1\n"));
        Assert.Equal([(3, "locode"), (3, "category"), (3, "count"), (4, null), (5, null), (6, "month")], errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public async Task At_most_a_hundred_errors_are_named()
    {
        var rows = string.Concat(Enumerable.Repeat("2026-07,GBZZZ,cyber,1\n", 250));
        var outcome = Assert.IsType<ImportOutcome.Refused>(await register.Desk.ImportReportsAsync(rows));
        Assert.Equal(Enumerable.Range(2, 100), outcome.Errors.Select(error => error.Line));
        Assert.True(outcome.MayBeMore);
    }

    [Fact]
    public async Task Lines_are_counted_as_an_editor_counts_them()
    {
        var errors = await register.RefusalAsync(
            ImportKind.Reports, Encoding.UTF8.GetBytes($"\uFEFF{Reports}\"2026-08\",GBABD,\"two\r\nlines\",1\r\n\r\n2026-08,GBZZZ,cyber,1\r\n"));
        Assert.Equal([(2, "category"), (5, "locode")], errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public async Task A_long_text_is_never_repeated()
    {
        var story = string.Concat(Enumerable.Repeat("He told me on the quay. ", 10));
        var error = Assert.Single(await register.RefusalAsync(ImportKind.Reports, Encoding.UTF8.GetBytes($"{Reports}2026-08,GBABD,{story},1\n")));
        Assert.Equal($"{story[..40]}…", error.Value);
    }

    [Fact]
    public async Task A_line_over_64_KiB_is_refused_and_the_lines_before_it_are_read()
    {
        var content = $"{Reports}2026-07,GBZZZ,cyber,1\n2026-07,GBABD,{new string('a', 64 * 1024)},1\n{Good}";
        var errors = await register.RefusalAsync(ImportKind.Reports, Encoding.UTF8.GetBytes(content));
        Assert.Equal([(2, "the LOCODE of a port in the register"), (3, "a line of at most 64 KiB")], errors.Select(error => (error.Line, error.Expected)));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        var content = $"{Reports}{Good}2026-07,GBABD,\"cyber,1\n{string.Concat(Enumerable.Repeat("2026-07,GBABD,cyber,1\n", 20_000))}";
        var error = Assert.Single(await register.RefusalAsync(ImportKind.Reports, Encoding.UTF8.GetBytes(content)));
        Assert.Equal(3, error.Line);
        Assert.Contains("quote", error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 100, "a file of at most 60 bytes", 3)]
    [InlineData(1000, 2, "a file of at most 2 rows", 4)]
    public async Task A_file_over_a_limit_is_refused(long bytes, int rows, string expected, int line)
    {
        var content = Encoding.UTF8.GetBytes($"{Reports}2026-06,GBABD,cyber,1\n2026-07,GBABD,cyber,1\n2026-08,GBABD,cyber,1\n");
        var error = Assert.Single(await register.RefusalAsync(ImportKind.Reports, content, new ImportLimits(bytes, rows)));
        Assert.Equal((line, expected), (error.Line, error.Expected));
    }

    [Fact]
    public void The_limits_are_those_of_the_web_and_of_the_command_line()
    {
        Assert.Equal(new ImportLimits(10 * 1024 * 1024, 100_000), ImportLimits.Web);
        Assert.Equal(new ImportLimits(1024L * 1024 * 1024, 5_000_000), ImportLimits.CommandLine);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Crime Stoppers")]
    [InlineData("-x")]
    public async Task Reports_need_the_name_of_their_source(string? source)
    {
        var outcome = await register.Desk.ImportAsync(ImportKind.Reports, Encoding.UTF8.GetBytes(Reports + Good), source);
        Assert.Equal("source", Assert.Single(Assert.IsType<ImportOutcome.Refused>(outcome).Errors).Column);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        var request = ImportRequest.OfFile(ImportKind.Ports, Path.Combine(register.Desk.Database.Directory, "absent.csv"), ImportLimits.Web);
        var outcome = await register.Desk.Files.ImportAsync(request, TestActors.Admin, null, default);
        Assert.Equal(0, Assert.Single(Assert.IsType<ImportOutcome.Refused>(outcome).Errors).Line);
    }

    [Fact]
    public async Task Only_those_who_may_are_let_import()
    {
        var content = Encoding.UTF8.GetBytes(Reports + Good);
        foreach (var actor in new[] { TestActors.Editor, TestActors.Approver, TestActors.Analyst, TestActors.ManagerOf() })
            Assert.IsType<ImportOutcome.Forbidden>(await register.Desk.ImportAsync(ImportKind.Reports, content, "crimestoppers", by: actor));
        foreach (var kind in new[] { ImportKind.Ports, ImportKind.Schemes })
            Assert.IsType<ImportOutcome.Forbidden>(await register.Desk.ImportAsync(kind, content, by: TestActors.JmscAnalyst));
    }

    /// <summary>One database with the sample's ports, for all the files that leave nothing behind.</summary>
    public sealed class Register : IAsyncLifetime
    {
        private long _rows;

        public ImportDesk Desk { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
            _rows = await Desk.RowsAsync();
        }

        public async Task<IReadOnlyList<ImportError>> RefusalAsync(ImportKind kind, byte[] content, ImportLimits? limits = null)
        {
            var outcome = await Desk.ImportAsync(kind, content, kind == ImportKind.Reports ? "crimestoppers" : null, limits: limits);
            Assert.Equal(_rows, await Desk.RowsAsync());
            return Assert.IsType<ImportOutcome.Refused>(outcome).Errors;
        }

        public async Task DisposeAsync() => await Desk.DisposeAsync();
    }
}
