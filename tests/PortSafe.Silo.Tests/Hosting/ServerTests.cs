using System.Net;
using System.Net.Sockets;
using PortSafe.Silo.Hosting;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Hosting;

/// <summary>The real program on SQLite: serving, commands through it, and its end.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private const string Boss = "boss@jmsc.example";
    private static readonly string Ports = Testing.Repository.PathTo("scripts", "sample-data", "uk-ports.csv");

    private TestDatabase _database = null!;
    private Installation _installation = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        _installation = new Installation(_database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Commands_go_through_the_server_and_end_as_they_would_alone()
    {
        await using var server = await _installation.ServeAsync();
        await _installation.AddPersonAsync(Boss, "jmsc-admin");

        var imported = await _installation.RunAsync("import", "ports", Ports, "--as", Boss, "--json");
        var refused = await _installation.RunAsync("release", "show", "2026Q3", "--as", Boss, "--json");
        var nobody = await _installation.RunAsync("rebuild", "--json");

        Assert.Equal("""{"rows":113,"total":113,"alreadyImported":false}""", imported.Succeeded().Output.Trim());
        Assert.Equal((1, "release-not-found"), (refused.Code, refused.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal((2, "person-missing"), (nobody.Code, nobody.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var server = await _installation.ServeAsync();

        var second = await _installation.RunAsync("serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, second.Code);
        Assert.Contains($"Process {server.Process.Id} serves", second.Errors, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task The_private_socket_and_the_open_address_answer_nothing_of_each_other()
    {
        await using var server = await _installation.ServeAsync();
        var socket = ServerAddress.Read(_database.Directory)!.Socket;

        using var handler = new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(socket, ct) };
        using var inside = new HttpClient(handler);
        using var health = await inside.GetAsync(new Uri("http://portsafe/health/live"));
        using var client = server.CreateClient();
        using var verb = await client.PostAsync(new Uri(VerbEndpoint.Path, UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.NotFound, health.StatusCode);
        Assert.False(verb.IsSuccessStatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task Told_to_stop_it_ends_well_and_leaves_no_trace_of_serving()
    {
        await using (var server = await _installation.ServeAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
            server.Process.Terminate();
            Assert.Equal(0, await server.Process.ExitAsync());
        }
        await using var again = await _installation.ServeAsync();
        again.Process.Interrupt();
        Assert.Equal(0, await again.Process.ExitAsync());

        Assert.Null(ServerAddress.Read(_database.Directory));
        Assert.False(Directory.Exists(Path.Combine(_database.Directory, "run")));
    }

    [Fact]
    public async Task Killed_it_leaves_the_folder_to_the_next()
    {
        await using (var server = await _installation.ServeAsync())
        {
            await _installation.AddPersonAsync(Boss, "jmsc-admin");
            server.Process.Kill();
            await server.Process.ExitAsync();
        }
        Assert.NotNull(ServerAddress.Read(_database.Directory));

        (await _installation.RunAsync("import", "ports", Ports, "--as", Boss)).Succeeded();
        await using var next = await _installation.ServeAsync();
        Assert.Equal(113, await _database.CountAsync("port_status"));
    }

    private static async Task<HttpStatusCode> StatusAsync(PortSafeServer server, string path)
    {
        using var client = server.CreateClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
