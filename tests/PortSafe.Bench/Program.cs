using PortSafe.Bench.Analytics;
using PortSafe.Bench.Disclosure;
using PortSafe.Bench.DisclosureSample;
using PortSafe.Bench.Ingest;
using PortSafe.Bench.Newsletters;
using PortSafe.Bench.Schemes;
using PortSafe.Bench.SignInTiming;

switch (args)
{
    case ["analytics", .. var options]:
        return await AnalyticsBench.RunAsync(options);
    case ["analytics-spreadsheet", var path]:
        return SpreadsheetBench.Write(path);
    case ["disclosure", .. var options]:
        return await DisclosureBench.RunAsync(options);
    case ["ingest", .. var options]:
        return await IngestBench.RunAsync(options);
    case ["disclosure-sample"]:
        return await DisclosureSampleBench.RunAsync();
    case ["newsletter", .. var options]:
        return await NewsletterBench.RunAsync(options);
    case ["newsletter-compile", var times]:
        return await ProductSend.CompileAsync(int.Parse(times));
    case ["newsletter-send", var port, var connections, var copies, var folder]:
        return await ProductSend.SendAsync(int.Parse(port), int.Parse(connections), int.Parse(copies), folder);
    case ["schemes", .. var options]:
        return await SchemesBench.RunAsync(options);
    case ["sign-in-timing", .. var options]:
        return await SignInTimingBench.RunAsync(options);
    default:
        await Console.Error.WriteLineAsync("Say which benchmark to run: analytics, disclosure, disclosure-sample, ingest, newsletter, schemes or sign-in-timing.");
        return 2;
}
