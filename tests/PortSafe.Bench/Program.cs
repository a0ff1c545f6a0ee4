using PortSafe.Bench.Ingest;

if (args is not ["ingest", .. var options])
{
    await Console.Error.WriteLineAsync("Say which benchmark to run: ingest.");
    return 2;
}
return await IngestBench.RunAsync(options);
