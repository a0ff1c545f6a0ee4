using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortSafe.Grains;

namespace PortSafe.Grains.Tests;

public sealed partial class NodeRuntimeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-node-");

    public NodeRuntimeTests()
    {
        var parts = NodeFolder.Find(AppContext.BaseDirectory);
        foreach (var part in new[] { "invoke.cjs", "guard.cjs" })
            File.Copy(Path.Combine(parts, part), Path.Combine(_folder.FullName, part));
        File.WriteAllText(Path.Combine(_folder.FullName, "sample.mjs"), """
            export const greet = (name, times) => ({ text: name.repeat(times) });
            export const fail = async () => { throw new Error('the reason'); };
            export const wait = () => new Promise(() => {});
            export const pid = () => process.pid;
            export const leave = () => process.exit(3);
            export const secret = () => process.env.PORTSAFE_NODE_KEY ?? 'gone';
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_function_is_called_with_its_arguments_and_answers()
    {
        await using var services = Services();
        var greeting = await services.GetRequiredService<NodeRuntime>().InvokeAsync<Greeting>("sample.mjs", "greet", ["ahoy", 2], default);
        Assert.Equal("ahoyahoy", greeting.Text);
    }

    [Fact]
    public async Task One_process_serves_every_call_and_is_replaced_when_it_ends()
    {
        await using var services = Services();
        var node = services.GetRequiredService<NodeRuntime>();
        var first = await node.InvokeAsync<int>("sample.mjs", "pid", [], default);
        Assert.Equal(first, await node.InvokeAsync<int>("sample.mjs", "pid", [], default));

        await Assert.ThrowsAsync<NodeException>(() => node.InvokeAsync<int>("sample.mjs", "leave", [], default));
        Assert.NotEqual(first, await node.InvokeAsync<int>("sample.mjs", "pid", [], default));
    }

    [Fact]
    public async Task A_function_that_throws_says_why()
    {
        await using var services = Services();
        var error = await Assert.ThrowsAsync<NodeException>(() =>
            services.GetRequiredService<NodeRuntime>().InvokeAsync<string>("sample.mjs", "fail", [], default));
        Assert.Contains("the reason", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_does_not_answer_is_given_up()
    {
        await using var services = Services(options => options.Timeout = TimeSpan.FromSeconds(2));
        var error = await Assert.ThrowsAsync<NodeException>(() =>
            services.GetRequiredService<NodeRuntime>().InvokeAsync<string>("sample.mjs", "wait", [], default));
        Assert.Contains("longer than 2 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_Node_is_named_with_what_to_do()
    {
        await using var services = Services(options => options.Executable = "no-such-node");
        var error = await Assert.ThrowsAsync<NodeException>(() =>
            services.GetRequiredService<NodeRuntime>().InvokeAsync<string>("sample.mjs", "greet", ["a", 1], default));
        Assert.Contains("Install Node.js 20 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_says_which_Node_runs()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("NodeJs:Executable", "node-by-configuration")]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddNodeRuntime().BuildServiceProvider();
        var error = await Assert.ThrowsAsync<NodeException>(() =>
            services.GetRequiredService<NodeRuntime>().InvokeAsync<string>("sample.mjs", "greet", ["a", 1], default));
        Assert.Contains("node-by-configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_program_on_the_machine_cannot_have_Node_run_code()
    {
        var log = new ListeningAddress();
        await using var services = Services(log: log);
        Assert.Equal("gone", await services.GetRequiredService<NodeRuntime>().InvokeAsync<string>("sample.mjs", "secret", [], default));

        using var stranger = new HttpClient();
        using var request = new StringContent("""{"moduleSourceType":2,"moduleSource":"module.exports = (done) => done(null, 'ran')","args":[]}""");
        using var answer = await stranger.PostAsync(log.Address, request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void A_program_without_its_Node_parts_says_so()
    {
        var error = Assert.Throws<NodeException>(() => NodeFolder.Find(Path.Combine(_folder.FullName, "absent")));
        Assert.Contains("were not found", error.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Services(Action<NodeRuntimeOptions>? change = null, ILoggerProvider? log = null)
    {
        var services = new ServiceCollection();
        services.AddNodeRuntime().AddNodeRuntime();
        services.Configure<NodeRuntimeOptions>(options => options.Folder = _folder.FullName);
        if (change is not null)
            services.Configure(change);
        services.AddLogging(logging => { if (log is not null) logging.AddProvider(log); });
        return services.BuildServiceProvider();
    }

    private sealed record Greeting(string Text);

    /// <summary>Reads from the host's log where its Node process listens.</summary>
    private sealed partial class ListeningAddress : ILoggerProvider, ILogger
    {
        public Uri? Address { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var match = Listening().Match(formatter(state, exception));
            if (match.Success)
                Address = new Uri($"http://127.0.0.1:{match.Groups["port"].Value}");
        }

        public void Dispose()
        {
        }

        [GeneratedRegex(@"Port - (?<port>\d+)|127\.0\.0\.1:(?<port>\d+)|\[::1\]:(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Listening();
    }
}
