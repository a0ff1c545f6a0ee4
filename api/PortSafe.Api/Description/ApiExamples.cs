using System.Text.Json.Nodes;

namespace PortSafe.Api.Description;

/// <summary>Bodies as they may look, by the name of the endpoint. Figures in them are made up.</summary>
internal static class ApiExamples
{
    private const string Port = """
        {"locode":"GBFXT","name":"Felixstowe","region":"East","size":"major","closedOn":null,"stage":"active","changesOn":"2027-03-02","score":72.4,"known":85,
         "milestones":{"lead-named":"2023-01-12","line-displayed":"2023-02-01"},
         "awareness":{"first":"2025Q4","last":"2026Q3","headcount":400,"briefed":212,"actCompletions":96,"responses":58,"knowLine":51,"believeAnonymous":47,"confidentToReport":44},"sequence":31}
        """;

    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["record-bounces"] = """
            {"bounces":[{"kind":"hard","at":"2026-09-30T08:15:00Z","messageId":"<0199a1b2c3d47e5f8a9b0c1d2e3f4a5b.0199a1b2c3d47e5f8a9b0c1d2e3f4a5c@news.example.org>","recipient":"name@example.org","status":"5.1.1"}]}
            """,
        ["record-briefings"] = """{"at":"2026-09-30","audience":"other","headCount":38}""",
        ["record-milestones"] = """{"at":"2026-09-30","milestone":"drill","note":"Night shift, east gate."}""",
        ["record-quarter-figures"] = """
            {"quarter":"2026Q3","figures":{"headcount":400,"briefedSecurity":40,"briefedOther":160,"actCompletions":90,"surveyResponses":60,"knowLine":52,"believeAnonymous":48,"confidentToReport":45}}
            """,
    };

    private static readonly Dictionary<(string Operation, int Status), string> Answers = new()
    {
        [("ports", 200)] = """[{"locode":"GBFXT","name":"Felixstowe","region":"East","size":"major","closedOn":null,"stage":"active","lastActionOn":"2026-09-30"}]""",
        [("port", 200)] = Port,
        [("record-bounces", 200)] = """{"received":1}""",
        [("record-briefings", 200)] = Port,
        [("record-milestones", 200)] = Port,
        [("record-quarter-figures", 200)] = Port,
        [("release", 200)] = """
            {"release":"2026Q2","state":"frozen","withheld":[],"hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","auditedCells":48210,
             "frozenAt":"2026-07-14T09:30:00+00:00","withdrawn":null,
             "cells":[{"measure":"reports","region":null,"group":null,"locode":null,"size":null,"stage":null,"period":"2026Q2","audience":"public","display":"240–244","lower":240,"upper":244,"value":null,"withheld":null}]}
            """,
        [("measures", 200)] = """
            [{"id":"line-known","title":"Know the reporting line","unit":"share","definition":"Survey respondents in the last four quarters who know the reporting line.",
              "numerator":"survey respondents in the last four quarters who know the reporting line","denominator":"all survey respondents in the last four quarters",
              "source":"Surveys that ports carry out among their staff, as they report them each quarter","breakdowns":["nation","region","size"],"minBase":10,
              "baseOf":"answers to surveys in the last four quarters","year":"fourth-quarter","exact":"everyone",
              "whoSees":"Everyone who may read the sector sees the figures of frozen releases. A port’s managers and JMSC see that port’s own records."}]
            """,
        [("measure", 200)] = """
            {"measure":"line-known","query":"by=region&period=2026Q2","title":"Staff know the reporting line best in Wales (71%), least in the North East (48%)",
             "subtitle":"Share of staff surveyed who know the reporting line, by region, April to June 2026, per cent","unit":"%","filters":null,"notes":[],"withheld":null,
             "release":"Release 2026Q2, frozen 14 July 2026, fingerprint 9f86d081884c","hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "source":"PortSafe. Surveys that ports carry out among their staff, as they report them each quarter",
             "altText":"Bar chart of the share of staff surveyed who know the reporting line, by region, April to June 2026. Wales 71%, North East 48%.","categoryName":"Region",
             "categories":["Wales","North East"],
             "series":[{"name":"April to June 2026","points":[{"display":"71%","value":71,"lower":null,"upper":null,"marker":null},{"display":"48%","value":48,"lower":null,"upper":null,"marker":null}]}]}
            """,
        [("exact-reports", 200)] = """
            {"marking":"Official, not for release","by":"region","split":"group","columns":[{"period":"2026Q2","state":"known"},{"period":"2026Q3","state":"incomplete"}],
             "rows":[{"labels":["East","insider"],"reports":[14,3],"total":17}],"totals":{"labels":[],"reports":[14,3],"total":17},"unknown":[{"month":"2026-09","source":"crimestoppers"}],"ledgerVersion":41}
            """,
        [("import-reports", 201)] = """{"rows":312,"reports":null,"alreadyRecorded":null,"alreadyImported":false}""",
        [("import-reports", 200)] = """{"rows":312,"reports":null,"alreadyRecorded":null,"alreadyImported":true}""",
        [("import-reports", 409)] = """
            {"title":"A person has to confirm this first; nothing has changed.","status":409,"detail":"The file states months that were stated before. To take it in, send the file again with confirm=true.",
             "code":"confirmation-needed","change":{"stated":["2026-09"],"revised":[],"unchanged":[],"restated":["2026-08"],"overlapWith":[]}}
            """,
        [("import-reports", 422)] = Refused("category", "gossip", "a category such as cargo-theft"),
        [("import-awareness", 422)] = Refused("quarter", "2026", "a quarter from 2015Q1 to 2026Q4"),
        [("import-schemes", 422)] = Refused("event", "moved", "applied, approved, pack-issued, milestone, rejected, suspended, withdrawn or reinstated"),
        [("import-ports", 422)] = Refused("size", "huge", "major or minor"),
    };

    public static JsonNode? RequestOf(string operation) => Requests.TryGetValue(operation, out var text) ? JsonNode.Parse(text) : null;

    public static JsonNode? AnswerOf(string operation, int status)
    {
        if (Answers.TryGetValue((operation, status), out var text))
            return JsonNode.Parse(text);
        if (operation.StartsWith("import-", StringComparison.Ordinal) && status is 200 or 201)
            return new JsonObject { ["rows"] = 113, ["reports"] = null, ["alreadyRecorded"] = null, ["alreadyImported"] = status == 200 };
        return operation.StartsWith("record-", StringComparison.Ordinal) && status == 400
            ? JsonNode.Parse("""
                {"title":"The body is not what this address takes.","status":400,"detail":"“at” must be a date such as 2026-09-30.","code":"body-invalid","field":"at",
                 "errors":[{"field":"at","expected":"a date such as 2026-09-30"}]}
                """)
            : null;
    }

    private static string Refused(string column, string value, string expected) => $$"""
        {"title":"The file was refused, and nothing has changed.","status":422,"detail":"Correct what is listed, and send the whole file again.","code":"file-refused",
         "errors":[{"line":17,"column":"{{column}}","value":"{{value}}","expected":"{{expected}}"}],"mayBeMore":false}
        """;
}
