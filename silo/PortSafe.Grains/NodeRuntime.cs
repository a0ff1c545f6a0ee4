using System.Security.Cryptography;
using Jering.Javascript.NodeJS;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PortSafe.Grains;

/// <summary>How the one Node process is run; read from the configuration's section <c>NodeJs</c>.</summary>
public sealed class NodeRuntimeOptions
{
    /// <summary>The Node executable: a file name found on PATH, or a path. Node 20 or newer.</summary>
    public string Executable { get; set; } = "node";

    /// <summary>The folder of the Node parts; found beside the program when null.</summary>
    public string? Folder { get; set; }

    /// <summary>Calls running at once; further calls wait their turn. 1 to 64.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>The longest one call may take, its wait for a turn and the process's start included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Upper bound of the JavaScript heap, in MiB.</summary>
    public int HeapMegabytes { get; set; } = 128;
}

/// <summary>Node could not be started, did not answer in time, or the function called there failed. The message says what to do.</summary>
public sealed class NodeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Calls functions of the modules in the <c>node</c> folder. One Node process serves the whole program; it starts with the
/// first call, is started again when it dies, and ends with this program, even when that is killed.
/// </summary>
public sealed class NodeRuntime : IDisposable
{
    private readonly INodeJSService _node;
    private readonly NodeRuntimeOptions _options;
    private readonly SemaphoreSlim _turns;

    /// <summary>Made once a program by <see cref="NodeRuntimeRegistration.AddNodeRuntime"/>.</summary>
    public NodeRuntime(INodeJSService node, IOptions<NodeRuntimeOptions> options)
    {
        _node = node;
        _options = options.Value;
        _turns = new SemaphoreSlim(_options.Concurrency);
    }

    /// <summary>Calls an exported function, which may be asynchronous, with arguments that travel as camelCase JSON.</summary>
    /// <param name="module">A file name in the node folder, such as <c>charts.mjs</c>.</param>
    /// <param name="function">The name of an export of that module.</param>
    /// <param name="arguments">Its arguments, in order.</param>
    /// <param name="cancellationToken">Gives up waiting; Node itself finishes what it began.</param>
    /// <typeparam name="T">What the function returns: <see cref="string"/> for text, <see cref="Stream"/> for bytes, else read from JSON.</typeparam>
    /// <exception cref="NodeException">Node is missing, too slow, or the function threw.</exception>
    public async Task<T> InvokeAsync<T>(string module, string function, object?[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            await _turns.WaitAsync(limit.Token);
            try
            {
                return await _node.InvokeFromFileAsync<T>("invoke.cjs", null, [module, function, arguments], limit.Token)
                    ?? throw new NodeException($"{function} of {module} returned nothing.");
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NodeException($"Node took longer than {_options.Timeout.TotalSeconds:0} seconds for {function} of {module}.");
        }
        catch (Exception e) when (e is ConnectionException or InvalidOperationException)
        {
            throw new NodeException($"Node.js could not be started as '{_options.Executable}'. Install Node.js 20 or newer, or say where it is in NodeJs:Executable.", e);
        }
        catch (HttpRequestException e)
        {
            throw new NodeException($"Node ended during {function} of {module}. The next call starts it again.", e);
        }
        catch (InvocationException e)
        {
            throw new NodeException($"{function} of {module} failed in Node: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}

/// <summary>Registration of the Node process.</summary>
public static class NodeRuntimeRegistration
{
    private const string Header = "x-portsafe-key";

    /// <summary>Adds <see cref="NodeRuntime"/>; features that need it each call this, and the second call changes nothing.</summary>
    public static IServiceCollection AddNodeRuntime(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(NodeRuntime)))
            return services;

        services.AddNodeJS();
        services.AddOptions<NodeRuntimeOptions>()
            .Configure<IServiceProvider>((options, provider) => provider.GetService<IConfiguration>()?.GetSection("NodeJs").Bind(options))
            .Validate(options => options.Concurrency is >= 1 and <= 64, "NodeJs:Concurrency must be 1 to 64.")
            .Validate(options => options.Timeout > TimeSpan.Zero, "NodeJs:Timeout must be more than nothing.")
            .Validate(options => options.HeapMegabytes is >= 64 and <= 4096, "NodeJs:HeapMegabytes must be 64 to 4096.")
            .ValidateOnStart();
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        services.AddOptions<NodeJSProcessOptions>().Configure<IOptions<NodeRuntimeOptions>>((process, runtime) => Configure(process, runtime.Value, key));
        services.AddOptions<OutOfProcessNodeJSServiceOptions>().Configure<IOptions<NodeRuntimeOptions>>((host, runtime) => Configure(host, runtime.Value));
        services.AddHttpClient(nameof(IHttpClientService))
            .ConfigureHttpClient(client => client.DefaultRequestHeaders.Add(Header, key))
            .RemoveAllLoggers();
        services.TryAddSingleton<NodeRuntime>();
        return services;
    }

    private static void Configure(NodeJSProcessOptions process, NodeRuntimeOptions runtime, string key)
    {
        process.ExecutablePath = runtime.Executable;
        process.ProjectPath = runtime.Folder ?? NodeFolder.Find(AppContext.BaseDirectory);
        process.NodeAndV8Options = $"--max-old-space-size={runtime.HeapMegabytes} --max-semi-space-size=4 --require ./guard.cjs";
        process.EnvironmentVariables = new Dictionary<string, string> { ["NODE_ENV"] = "production", ["PORTSAFE_NODE_KEY"] = key };
    }

    private static void Configure(OutOfProcessNodeJSServiceOptions host, NodeRuntimeOptions runtime)
    {
        host.TimeoutMS = (int)runtime.Timeout.TotalMilliseconds;
        host.NumRetries = 0;
        host.NumProcessRetries = 1;
        host.NumConnectionRetries = 0;
    }
}
