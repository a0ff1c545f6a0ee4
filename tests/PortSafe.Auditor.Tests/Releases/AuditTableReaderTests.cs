using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Auditor.Releases;

namespace PortSafe.Auditor.Tests.Releases;

public sealed class AuditTableReaderTests
{
    private const string Example = """
        { "cells":     [ {"id": "q1", "lower": 0, "upper": 9}, {"id": "year", "lower": 28, "upper": 32} ],
          "sums":      [ {"total": "year", "parts": ["q1", "q2", "q3", "q4"]} ],
          "protected": [ {"id": "q1", "true": 3} ] }
        """;

    [Fact]
    public void A_table_reads_as_it_is_written()
    {
        var table = Accepted(Example);

        Assert.Equal(["q1", "year", "q2", "q3", "q4"], table.Cells.Select(cell => cell.Id));
        Assert.Equal(new AuditCell("year", 28, 32), table.Cells[1]);
        Assert.Equal(("year", "q1 q2 q3 q4"), (table.Sums[0].Total, string.Join(' ', table.Sums[0].Parts)));
        Assert.Equal([new ProtectedCell("q1", 3)], table.Protected);
    }

    [Fact]
    public void A_cell_that_only_occurs_in_sums_is_open() =>
        Assert.Contains(new AuditCell("q4", 0, null), Accepted(Example).Cells);

    [Theory]
    [InlineData("""{"id": "a"}""", 0L, null)]
    [InlineData("""{"id": "a", "lower": 4}""", 4L, null)]
    [InlineData("""{"id": "a", "upper": 4}""", 0L, 4L)]
    [InlineData("""{"id": "a", "lower": null, "upper": null}""", 0L, null)]
    public void An_absent_bound_is_open(string cell, long lower, long? upper) =>
        Assert.Equal(new AuditCell("a", lower, upper), Accepted($$"""{"cells": [{{cell}}], "protected": [{"id": "a"}]}""").Cells.Single());

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("[]", "")]
    [InlineData("{\"cells\": [],\n \"sums\": ]}", "line 2, byte 10")]
    [InlineData("""{"cells": [], "cells": []}""", "cells")]
    [InlineData("""{"cells": [{"id": "a", "lower": 1, "lower": 2}]}""", "cells[0].lower")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": [{"id": "a"}],}""", "line 1, byte 53")]
    [InlineData("""{"cell": []}""", "cell")]
    [InlineData("""{"cells": {}}""", "cells")]
    [InlineData("""{"cells": [3]}""", "cells[0]")]
    [InlineData("""{"cells": [{"id": "a", "name": "b"}]}""", "cells[0].name")]
    [InlineData("""{"cells": [{"lower": 1}]}""", "cells[0].id")]
    [InlineData("""{"cells": [{"id": ""}]}""", "cells[0].id")]
    [InlineData("""{"cells": [{"id": "a\nb"}]}""", "cells[0].id")]
    [InlineData("""{"cells": [{"id": 7}]}""", "cells[0].id")]
    [InlineData("""{"cells": [{"id": "a"}, {"id": "a"}]}""", "cells[1].id")]
    [InlineData("""{"cells": [{"id": "a", "lower": -1}]}""", "cells[0].lower")]
    [InlineData("""{"cells": [{"id": "a", "lower": 1.5}]}""", "cells[0].lower")]
    [InlineData("""{"cells": [{"id": "a", "lower": "1"}]}""", "cells[0].lower")]
    [InlineData("""{"cells": [{"id": "a", "upper": 1000000000001}]}""", "cells[0].upper")]
    [InlineData("""{"cells": [{"id": "a", "lower": 5, "upper": 4}]}""", "cells[0].upper")]
    [InlineData("""{"sums": [{"parts": ["a"]}]}""", "sums[0].total")]
    [InlineData("""{"sums": [{"total": "t"}]}""", "sums[0].parts")]
    [InlineData("""{"sums": [{"total": "t", "parts": []}]}""", "sums[0].parts")]
    [InlineData("""{"sums": [{"total": "t", "parts": ["a", "a"]}]}""", "sums[0].parts[1]")]
    [InlineData("""{"sums": [{"total": "t", "parts": ["a", "t"]}]}""", "sums[0].parts[1]")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": [{"id": "b"}]}""", "protected[0].id")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": [{"id": "a"}, {"id": "a"}]}""", "protected[1].id")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": [{"id": "a", "true": -3}]}""", "protected[0].true")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": []}""", "protected")]
    [InlineData("""{"cells": [{"id": "\ud800"}]}""", "")]
    public void What_is_wrong_is_refused_with_its_place(string json, string where)
    {
        var reading = Read(json);

        Assert.Null(reading.Table);
        Assert.Equal(where, reading.Errors[0].Field);
    }

    [Fact]
    public void All_faults_are_listed_and_not_the_first_only()
    {
        var reading = Read("""{"cells": [{"id": "a", "lower": -1}, {"id": "b", "upper": 0.5}], "sums": [{"total": "t"}]}""");

        Assert.Equal(["cells[0].lower", "cells[1].upper", "sums[0].parts"], reading.Errors.Select(error => error.Field));
    }

    [Theory]
    [InlineData(10, 9, 9, 9, "")]
    [InlineData(1000, 1, 9, 9, "cells")]
    [InlineData(1000, 9, 0, 9, "sums")]
    [InlineData(1000, 9, 9, 3, "sums[0].parts")]
    public void A_table_over_a_limit_is_refused(int bytes, int cells, int sums, int parts, string where)
    {
        var reading = AuditTableReader.Read(Encoding.UTF8.GetBytes(Example), new AuditTableLimits(bytes, cells, sums, parts));

        Assert.Equal(where, reading.Errors[0].Field);
    }

    [Fact]
    public void At_most_a_hundred_errors_are_listed()
    {
        var cells = string.Join(',', Enumerable.Repeat("""{"id": 1}""", 500));

        Assert.Equal(100, Read($$"""{"cells": [{{cells}}]}""").Errors.Count);
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gives_one_or_the_other).QuickCheckThrowOnFailure();

    [Fact]
    public void No_single_changed_byte_makes_it_throw()
    {
        var places = Gen.Choose(0, Example.Length - 1).SelectMany(_ => Gen.Choose(0, 255), (place, value) => (place, value));

        Prop.ForAll(
            places.ToArbitrary(),
            change =>
            {
                var bytes = Encoding.UTF8.GetBytes(Example);
                bytes[change.place] = (byte)change.value;
                return Gives_one_or_the_other(bytes);
            }).QuickCheckThrowOnFailure();
    }

    private static bool Gives_one_or_the_other(byte[] bytes)
    {
        var reading = AuditTableReader.Read(bytes);
        return reading.Table is null == reading.Errors.Count > 0;
    }

    private static AuditTable Accepted(string json)
    {
        var reading = Read(json);
        Assert.Empty(reading.Errors);
        return reading.Table!;
    }

    private static AuditTableReading Read(string json) => AuditTableReader.Read(Encoding.UTF8.GetBytes(json));
}
